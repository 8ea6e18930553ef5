// Generated from openapi/console.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export const operations = {
  "getIndex": {
    "method": "get",
    "path": "/",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getLiveness": {
    "method": "get",
    "path": "/health/live",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getReadiness": {
    "method": "get",
    "path": "/health/ready",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "500": "application/problem+json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "getMetrics": {
    "method": "get",
    "path": "/metrics",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "text/plain",
      "401": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "getManifest": {
    "method": "get",
    "path": "/manifest.json",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getMedia": {
    "method": "get",
    "path": "/media/{channelId}/{attachmentId}",
    "security": [
      [
        "mediaSignature"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/octet-stream",
      "206": "application/octet-stream",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "416": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "getAvatar": {
    "method": "get",
    "path": "/avatars/{avatarId}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "image/png",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "runDoctor": {
    "method": "post",
    "path": "/console/doctor",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "streamEvents": {
    "method": "get",
    "path": "/console/events",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "text/event-stream",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listExchanges": {
    "method": "get",
    "path": "/console/exchanges",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "traceMessage": {
    "method": "get",
    "path": "/console/messages/{messageId}/trace",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "findTrace": {
    "method": "get",
    "path": "/console/traces",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "getBalance": {
    "method": "get",
    "path": "/console/balance",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "401": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "listDeliveries": {
    "method": "get",
    "path": "/console/deliveries",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "getDelivery": {
    "method": "get",
    "path": "/console/deliveries/{deliveryId}",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "replayDelivery": {
    "method": "post",
    "path": "/console/deliveries/{deliveryId}/replay",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "sendPlaygroundDelivery": {
    "method": "post",
    "path": "/playground/deliveries",
    "security": [],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "sendPlaygroundReply": {
    "method": "post",
    "path": "/playground/replies",
    "security": [],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "multipart/form-data"
      ]
    },
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {
      "max-file-bytes": 104857600,
      "max-files": 10
    }
  },
  "getPlaygroundTemplates": {
    "method": "get",
    "path": "/playground/templates",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getPlaygroundConversation": {
    "method": "get",
    "path": "/playground/conversations/{phone}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  }
} as const;

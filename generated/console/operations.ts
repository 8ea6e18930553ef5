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
  "startInstallation": {
    "method": "get",
    "path": "/auth/pipedrive",
    "security": [],
    "requestBody": null,
    "responses": {
      "302": null,
      "500": "text/html"
    },
    "extensions": {}
  },
  "completeInstallation": {
    "method": "get",
    "path": "/auth/pipedrive/callback",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "text/html",
      "302": null,
      "400": "text/html",
      "500": "text/html",
      "502": "text/html",
      "503": "text/html"
    },
    "extensions": {}
  },
  "shareInstallation": {
    "method": "post",
    "path": "/auth/pipedrive/callback",
    "security": [
      [
        "pipedriveBasic"
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
  "uninstall": {
    "method": "delete",
    "path": "/auth/pipedrive/callback",
    "security": [
      [
        "pipedriveBasic"
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
  "listInstallations": {
    "method": "get",
    "path": "/console/installations",
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
  "revokeInstallation": {
    "method": "delete",
    "path": "/console/installations/{installationId}",
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
      "502": "application/problem+json",
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
      "500": "application/problem+json",
      "503": "application/problem+json"
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

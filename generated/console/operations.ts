// Generated from openapi/console.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export const operations = {
  "getIndex": {
    "method": "get",
    "path": "/",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "text/html",
      "304": null,
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getAsset": {
    "method": "get",
    "path": "/assets/{group}/{name}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "text/javascript",
      "304": null,
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getAddresses": {
    "method": "get",
    "path": "/console/addresses",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "401": "application/problem+json",
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
  "listQuarantine": {
    "method": "get",
    "path": "/console/quarantine",
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
  "replayQuarantine": {
    "method": "post",
    "path": "/console/quarantine-replay",
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
  "getQuarantinedItem": {
    "method": "get",
    "path": "/console/quarantine/{itemId}",
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
  "dismissQuarantinedItem": {
    "method": "delete",
    "path": "/console/quarantine/{itemId}",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "204": null,
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "replayQuarantinedItem": {
    "method": "post",
    "path": "/console/quarantine/{itemId}/replay",
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
  "listDeadLetters": {
    "method": "get",
    "path": "/console/dead-letters",
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
  "dismissDeadLetter": {
    "method": "delete",
    "path": "/console/dead-letters/{deadLetterId}",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "204": null,
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "replayDeadLetter": {
    "method": "post",
    "path": "/console/dead-letters/{deadLetterId}/replay",
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
      "409": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "replayDeadLettersOfChannel": {
    "method": "post",
    "path": "/console/channels/{channelId}/dead-letters/replay",
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
  "findSender": {
    "method": "get",
    "path": "/console/channels/{channelId}/senders",
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
  "eraseSender": {
    "method": "delete",
    "path": "/console/channels/{channelId}/senders/{senderId}",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "202": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "getErasure": {
    "method": "get",
    "path": "/console/erasures/{erasureId}",
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
  "eraseInstallation": {
    "method": "post",
    "path": "/console/installations/{installationId}/erase",
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
      "202": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "listChannels": {
    "method": "get",
    "path": "/console/channels",
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
  "createChannel": {
    "method": "post",
    "path": "/console/channels",
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
      "201": "application/json",
      "400": "application/problem+json",
      "401": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "removeChannel": {
    "method": "delete",
    "path": "/console/channels/{channelId}",
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
      "409": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "connectChannel": {
    "method": "post",
    "path": "/console/channels/{channelId}/registration",
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
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "pauseChannel": {
    "method": "post",
    "path": "/console/channels/{channelId}/pause",
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
      "409": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "resumeChannel": {
    "method": "post",
    "path": "/console/channels/{channelId}/resume",
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
      "409": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "removeConversation": {
    "method": "delete",
    "path": "/console/channels/{channelId}/conversations/{conversationId}",
    "security": [
      [
        "consoleToken"
      ]
    ],
    "requestBody": null,
    "responses": {
      "204": null,
      "400": "application/problem+json",
      "401": "application/problem+json",
      "404": "application/problem+json",
      "409": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {}
  },
  "getBudgets": {
    "method": "get",
    "path": "/console/budgets",
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
  "getSetUp": {
    "method": "get",
    "path": "/console/set-up",
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
  "listContracts": {
    "method": "get",
    "path": "/contracts",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getContract": {
    "method": "get",
    "path": "/contracts/{fileName}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/yaml",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getPlaygroundClock": {
    "method": "get",
    "path": "/playground/clock",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "advancePlaygroundClock": {
    "method": "post",
    "path": "/playground/clock/advance",
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
  "listPlaygroundFaults": {
    "method": "get",
    "path": "/playground/faults",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "clearPlaygroundFaults": {
    "method": "delete",
    "path": "/playground/faults",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "setPlaygroundFault": {
    "method": "put",
    "path": "/playground/faults/{faultName}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "clearPlaygroundFault": {
    "method": "delete",
    "path": "/playground/faults/{faultName}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "resetPlayground": {
    "method": "post",
    "path": "/playground/reset",
    "security": [],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "responses": {
      "204": null,
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
      "400": "application/problem+json",
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
  },
  "listPlaygroundPeople": {
    "method": "get",
    "path": "/playground/people",
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
  },
  "putPlaygroundPerson": {
    "method": "put",
    "path": "/playground/people/{address}",
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
  "getPlaygroundChat": {
    "method": "get",
    "path": "/playground/chats/{address}/{phoneNumberId}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "writePlaygroundMessage": {
    "method": "post",
    "path": "/playground/chats/{address}/{phoneNumberId}",
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
  "sendPlaygroundFiles": {
    "method": "post",
    "path": "/playground/chats/{address}/{phoneNumberId}/files",
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
      "500": "application/problem+json"
    },
    "extensions": {
      "max-file-bytes": 104857600,
      "max-files": 10
    }
  },
  "readPlaygroundChat": {
    "method": "post",
    "path": "/playground/chats/{address}/{phoneNumberId}/read",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getPlaygroundFile": {
    "method": "get",
    "path": "/playground/files/{fileId}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/octet-stream",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listPlaygroundConversations": {
    "method": "get",
    "path": "/playground/inbox",
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
  },
  "getPlaygroundThread": {
    "method": "get",
    "path": "/playground/inbox/{channelId}/{conversationId}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "readPlaygroundThread": {
    "method": "post",
    "path": "/playground/inbox/{channelId}/{conversationId}/read",
    "security": [],
    "requestBody": null,
    "responses": {
      "204": null,
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "openPlaygroundAttachment": {
    "method": "get",
    "path": "/playground/inbox/{channelId}/{conversationId}/messages/{messageId}/files/{attachmentId}",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "application/octet-stream",
      "400": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  }
} as const;

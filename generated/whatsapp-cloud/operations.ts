// Generated from openapi/whatsapp-cloud.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export const operations = {
  "sendMessage": {
    "method": "post",
    "path": "/{version}/{phoneNumberId}/messages",
    "security": [
      [
        "bearer"
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
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "uploadMedia": {
    "method": "post",
    "path": "/{version}/{phoneNumberId}/media",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "multipart/form-data"
      ]
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {
      "max-file-bytes": 104857600
    }
  },
  "listTemplates": {
    "method": "get",
    "path": "/{version}/{businessAccountId}/message_templates",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "listPhoneNumbers": {
    "method": "get",
    "path": "/{version}/{businessAccountId}/phone_numbers",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "listSubscribedApps": {
    "method": "get",
    "path": "/{version}/{businessAccountId}/subscribed_apps",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "debugToken": {
    "method": "get",
    "path": "/{version}/debug_token",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "downloadMedia": {
    "method": "get",
    "path": "/whatsapp_business/attachments",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/octet-stream",
      "401": "application/json",
      "404": "application/json"
    },
    "extensions": {}
  },
  "getNode": {
    "method": "get",
    "path": "/{version}/{nodeId}",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "deleteMedia": {
    "method": "delete",
    "path": "/{version}/{nodeId}",
    "security": [
      [
        "bearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  }
} as const;

// Generated from openapi/pipedrive-api.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export const operations = {
  "authorize": {
    "method": "get",
    "path": "/oauth/authorize",
    "security": [],
    "requestBody": null,
    "responses": {
      "200": "text/html",
      "302": "text/html",
      "400": "text/html",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "requestToken": {
    "method": "post",
    "path": "/oauth/token",
    "security": [
      [
        "clientBasic"
      ]
    ],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "application/x-www-form-urlencoded"
      ]
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "revokeToken": {
    "method": "post",
    "path": "/oauth/revoke",
    "security": [
      [
        "clientBasic"
      ]
    ],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "application/x-www-form-urlencoded"
      ]
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {}
  },
  "getCurrentUser": {
    "method": "get",
    "path": "/v1/users/me",
    "security": [
      [
        "oauthBearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "401": "application/json",
      "402": "application/json",
      "403": "application/json",
      "404": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {
      "token-cost": 2
    }
  },
  "addChannel": {
    "method": "post",
    "path": "/v1/channels",
    "security": [
      [
        "oauthBearer"
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
      "402": "application/json",
      "403": "application/json",
      "404": "application/json",
      "410": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {
      "sunset": "2026-02-01",
      "token-cost": 10
    }
  },
  "deleteChannel": {
    "method": "delete",
    "path": "/v1/channels/{channelId}",
    "security": [
      [
        "oauthBearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "402": "application/json",
      "403": "application/json",
      "404": "application/json",
      "410": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {
      "sunset": "2026-02-01",
      "token-cost": 6
    }
  },
  "receiveMessage": {
    "method": "post",
    "path": "/v1/channels/messages/receive",
    "security": [
      [
        "oauthBearer"
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
      "402": "application/json",
      "403": "application/json",
      "404": "application/json",
      "410": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {
      "sunset": "2026-02-01",
      "token-cost": 10
    }
  },
  "deleteConversation": {
    "method": "delete",
    "path": "/v1/channels/{channelId}/conversations/{conversationId}",
    "security": [
      [
        "oauthBearer"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "401": "application/json",
      "402": "application/json",
      "403": "application/json",
      "404": "application/json",
      "410": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {
      "sunset": "2026-02-01",
      "token-cost": 6
    }
  }
} as const;

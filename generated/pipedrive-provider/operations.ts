// Generated from openapi/pipedrive-provider.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export const operations = {
  "deleteChannelById": {
    "method": "delete",
    "path": "/api/channels/{providerChannelId}",
    "security": [
      [
        "pipedriveBasic"
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
    "extensions": {
      "manifest-key": "deleteChannelById"
    }
  },
  "getConversations": {
    "method": "get",
    "path": "/api/channels/{providerChannelId}/conversations",
    "security": [
      [
        "pipedriveBasic"
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
    "extensions": {
      "manifest-key": "getConversations"
    }
  },
  "getConversationById": {
    "method": "get",
    "path": "/api/channels/{providerChannelId}/conversations/{sourceConversationId}",
    "security": [
      [
        "pipedriveBasic"
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
    "extensions": {
      "manifest-key": "getConversationById"
    }
  },
  "postMessage": {
    "method": "post",
    "path": "/api/channels/{providerChannelId}/messages",
    "security": [
      [
        "pipedriveBasic"
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
      "408": "application/json",
      "413": "application/json",
      "415": "application/json",
      "429": "application/json",
      "500": "application/json",
      "503": "application/json"
    },
    "extensions": {
      "manifest-key": "postMessage",
      "max-file-bytes": 104857600,
      "max-files": 10,
      "max-field-bytes": 65536
    }
  },
  "getMessageById": {
    "method": "get",
    "path": "/api/channels/{providerChannelId}/conversations/{sourceConversationId}/messages/{sourceMessageId}",
    "security": [
      [
        "pipedriveBasic"
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
    "extensions": {
      "manifest-key": "getMessageById"
    }
  },
  "getChannelMessageById": {
    "method": "get",
    "path": "/api/channels/{providerChannelId}/messages/{sourceMessageId}",
    "security": [
      [
        "pipedriveBasic"
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
  "getSenderById": {
    "method": "get",
    "path": "/api/channels/{providerChannelId}/senders/{senderId}",
    "security": [
      [
        "pipedriveBasic"
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
    "extensions": {
      "manifest-key": "getSenderById"
    }
  },
  "getTemplates": {
    "method": "get",
    "path": "/api/channels/{providerChannelId}/templates",
    "security": [
      [
        "pipedriveBasic"
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
    "extensions": {
      "manifest-key": "getTemplates"
    }
  }
} as const;

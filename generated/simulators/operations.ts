// Generated from openapi/simulators.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export const operations = {
  "getControlIndex": {
    "method": "get",
    "path": "/",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getTranscript": {
    "method": "get",
    "path": "/transcript",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "readTranscript": {
    "method": "get",
    "path": "/transcript.txt",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "text/plain",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listBreaches": {
    "method": "get",
    "path": "/breaches",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listPeople": {
    "method": "get",
    "path": "/people",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "putPerson": {
    "method": "put",
    "path": "/people/{address}",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "deletePerson": {
    "method": "delete",
    "path": "/people/{address}",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "204": null,
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getPhone": {
    "method": "get",
    "path": "/phones/{address}",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "writeAsCustomer": {
    "method": "post",
    "path": "/customers/messages",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {
      "max-body-bytes": 33554432
    }
  },
  "readAsCustomer": {
    "method": "post",
    "path": "/customers/reads",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "storeCustomerFile": {
    "method": "post",
    "path": "/media",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "multipart/form-data"
      ]
    },
    "responses": {
      "201": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {
      "max-file-bytes": 104857600,
      "max-files": 1
    }
  },
  "postDelivery": {
    "method": "post",
    "path": "/deliveries",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "application/json",
        "text/plain",
        "application/octet-stream"
      ]
    },
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {
      "invalid-request": "handle",
      "max-body-bytes": 8388608
    }
  },
  "verifyWebhookAddress": {
    "method": "post",
    "path": "/webhook/verify",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "409": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "registerChannel": {
    "method": "post",
    "path": "/channels",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listInboxChannels": {
    "method": "get",
    "path": "/inbox/channels",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "removeInboxChannel": {
    "method": "delete",
    "path": "/inbox/channels/{channelId}",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "409": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "listInboxConversations": {
    "method": "get",
    "path": "/inbox/channels/{channelId}/conversations",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listInboxTemplates": {
    "method": "get",
    "path": "/inbox/channels/{channelId}/templates",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listInboxMessages": {
    "method": "get",
    "path": "/inbox/channels/{channelId}/conversations/{conversationId}/messages",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "loadOlderMessages": {
    "method": "post",
    "path": "/inbox/channels/{channelId}/conversations/{conversationId}/older",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "409": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "openInboxAttachment": {
    "method": "post",
    "path": "/inbox/channels/{channelId}/conversations/{conversationId}/messages/{messageId}/attachments/{attachmentId}/open",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "409": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "writeAsSalesperson": {
    "method": "post",
    "path": "/salespeople/messages",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {
      "max-body-bytes": 33554432
    }
  },
  "issueToken": {
    "method": "post",
    "path": "/tokens",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listCompanies": {
    "method": "get",
    "path": "/companies",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "putCompany": {
    "method": "put",
    "path": "/companies/{companyId}",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "putCompanyUser": {
    "method": "put",
    "path": "/companies/{companyId}/users/{userId}",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "uninstallApp": {
    "method": "delete",
    "path": "/companies/{companyId}/users/{userId}/installation",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "409": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "shareApp": {
    "method": "post",
    "path": "/companies/{companyId}/users/{userId}/sharing",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "giveConsent": {
    "method": "post",
    "path": "/consents",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "installFromMarketplace": {
    "method": "post",
    "path": "/installations",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "404": "application/problem+json",
      "408": "application/problem+json",
      "409": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "502": "application/problem+json"
    },
    "extensions": {}
  },
  "getClock": {
    "method": "get",
    "path": "/clock",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "advanceClock": {
    "method": "post",
    "path": "/clock/advance",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "pauseClock": {
    "method": "post",
    "path": "/clock/pause",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "resumeClock": {
    "method": "post",
    "path": "/clock/resume",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listFaults": {
    "method": "get",
    "path": "/faults",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "setFault": {
    "method": "post",
    "path": "/faults",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "clearFaults": {
    "method": "delete",
    "path": "/faults",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "204": null,
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "removeFault": {
    "method": "delete",
    "path": "/faults/{faultId}",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "204": null,
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "listFaultPresets": {
    "method": "get",
    "path": "/faults/presets",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "setFaultPreset": {
    "method": "post",
    "path": "/faults/presets/{presetName}",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "201": "application/json",
      "400": "application/problem+json",
      "403": "application/problem+json",
      "404": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getSettings": {
    "method": "get",
    "path": "/settings",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "changeSettings": {
    "method": "patch",
    "path": "/settings",
    "security": [
      [
        "loopback"
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
      "403": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "resetSimulators": {
    "method": "post",
    "path": "/reset",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "204": null,
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "getSnapshot": {
    "method": "get",
    "path": "/snapshot",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": null,
    "responses": {
      "200": "application/json",
      "403": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {}
  },
  "restoreSnapshot": {
    "method": "put",
    "path": "/snapshot",
    "security": [
      [
        "loopback"
      ]
    ],
    "requestBody": {
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "responses": {
      "204": null,
      "400": "application/problem+json",
      "403": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json"
    },
    "extensions": {
      "max-body-bytes": 268435456
    }
  }
} as const;

// Generated from openapi/whatsapp-webhooks.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export const operations = {
  "verifyWebhook": {
    "method": "get",
    "path": "/webhooks/whatsapp",
    "security": [
      [
        "metaVerifyToken"
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
  "receiveWebhook": {
    "method": "post",
    "path": "/webhooks/whatsapp",
    "security": [
      [
        "metaSignature"
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
      "401": "application/problem+json",
      "408": "application/problem+json",
      "413": "application/problem+json",
      "415": "application/problem+json",
      "500": "application/problem+json",
      "503": "application/problem+json"
    },
    "extensions": {
      "max-body-bytes": 4194304,
      "invalid-request": "handle"
    }
  }
} as const;

/** One change of a contract and what it means for those who live by it: the callers for answers, the servers for requests. */
export interface DiffCase {
  name: string;
  /** Parts of the base document and what takes their place. Each must occur exactly once. */
  change: readonly (readonly [from: string, to: string])[];
  verdict: 'breaking' | 'compatible';
}

/** The document that every case changes. */
export const base = `openapi: 3.0.3
info: { title: Boats, version: 1.0.0 }
servers:
  - { url: 'https://api.example.com' }
paths:
  /boats/{boatId}:
    parameters:
      - { name: boatId, in: path, required: true, schema: { type: string } }
    get:
      operationId: getBoat
      security: [{ basic: [] }]
      parameters:
        - { name: view, in: query, schema: { type: string, enum: [short, full] } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
      responses:
        '200':
          description: The boat
          headers:
            ETag: { required: true, schema: { type: string } }
          content:
            application/json: { schema: { $ref: '#/components/schemas/Boat' } }
            text/html: { schema: { type: string } }
        '404': { description: No such boat }
    post:
      operationId: rentBoat
      x-max-body-bytes: 100
      security: []
      requestBody:
        content:
          application/json: { schema: { $ref: '#/components/schemas/Order' } }
          text/csv: { schema: { type: string } }
      responses:
        '200':
          description: Rented
          content:
            application/json: { schema: { $ref: '#/components/schemas/Place' } }
  /ping:
    get:
      operationId: ping
      responses:
        '204': { description: Alive }
components:
  securitySchemes:
    basic: { type: http, scheme: basic }
    bearer: { type: http, scheme: bearer }
  schemas:
    Boat:
      type: object
      required: [id, state]
      properties:
        id: { type: string, maxLength: 20 }
        state: { type: string, enum: [free, rented] }
        length: { type: integer, minimum: 1 }
        note: { type: string }
        owner: { type: string, nullable: true }
        built: { type: string, format: date }
        parts: { type: array, items: { type: string } }
        next: { $ref: '#/components/schemas/Boat' }
    Order:
      type: object
      additionalProperties: false
      required: [who]
      properties:
        who: { type: string, minLength: 1, maxLength: 40 }
        kind: { type: string, enum: [day, week] }
        seats: { type: integer }
        until: { type: string, nullable: true }
        code: { type: string, pattern: '^[a-z]+$' }
        meeting: { $ref: '#/components/schemas/Place' }
        contact:
          oneOf:
            - { type: string }
            - { type: integer }
    Place:
      type: object
      properties:
        town: { type: string }
        kind: { type: string, enum: [port, lake] }
`;

/** The base with the change made; throws when a line to be changed does not stand there exactly once. */
export function changed({ name, change }: DiffCase): string {
  return change.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`${name}: "${from}" stands ${text.split(from).length - 1} times in the base`);
    return text.replace(from, () => to);
  }, base);
}

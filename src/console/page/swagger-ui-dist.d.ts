/** The little of swagger-ui-dist 5 that the page uses; the package brings no types. */
declare module 'swagger-ui-dist' {
  type Element = object;
  type Component = (props: Record<string, unknown>) => Element | null;
  export interface System {
    React: { createElement(type: string, props: Record<string, unknown> | null, ...children: unknown[]): Element };
  }
  interface SwaggerRequest {
    url: string;
    loadSpec?: boolean;
    userFetch?: (url: string, request: RequestInit) => Promise<Response>;
  }
  interface Options {
    domNode: HTMLElement;
    url: string;
    deepLinking: boolean;
    docExpansion: 'list' | 'full' | 'none';
    defaultModelsExpandDepth: number;
    supportedSubmitMethods?: readonly string[];
    validatorUrl: null;
    syntaxHighlight: false;
    plugins: readonly ((system: System) => { components: Record<string, Component> })[];
    requestInterceptor(request: SwaggerRequest): SwaggerRequest;
    onComplete(): void;
  }
  const SwaggerUI: (options: Options) => void;
  export default SwaggerUI;
}

// Generated from openapi/pipedrive-api.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export interface paths {
    "/oauth/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask the user for consent
         * @description Opened by the user's browser, never called by a program. The user picks a company, sees the scopes that the app is registered
         *     with, and agrees or not; the browser then goes to the callback URL with code and state, or with error=user_denied and state.
         *     A code is valid for 5 minutes and works once. An installation that was started in the Marketplace arrives at the callback
         *     with a code and without a state: nobody asked for it here.
         *     What the page looks like, and how it sends the choice, is Pipedrive's own. The parameters decision, user_id and company_id
         *     are the simulator's, whose page is a list of links.
         *     Pipedrive documents the parameters and the two ways back; the page of a 400, and 500 and 503, are general rules.
         */
        get: operations["authorize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a code or refresh a token
         * @description With grant_type authorization_code, code and redirect_uri are sent; the code is valid for 5 minutes. With
         *     refresh_token, refresh_token is sent. An access token lives about an hour, a refresh token 60 days without use.
         *     Refreshes of one installation run one after another and each answer is stored as a whole: two parallel refreshes
         *     may end in an error. A 400 with invalid_grant pauses the installation until the user connects again.
         *     Pipedrive documents 200, 400 and 401; 429, 500 and 503 are general rules.
         */
        post: operations["requestToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a token
         * @description Revoking the refresh token uninstalls the app for that user. A token Pipedrive does not know also answers 200.
         *     Pipedrive documents 200, 400 and 401; 500 and 503 are general rules.
         */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the connected user
         * @description Called right after the tokens arrive: company_id and id together name the installation. Needs scope base.
         *     Pipedrive documents 200 and 401; 402, 403, 404, 429, 500 and 503 are its general rules.
         */
        get: operations["getCurrentUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a channel
         * @deprecated
         * @description Only a company administrator may register. Pipedrive calls getConversations at once, often before this answer
         *     arrives, so the channel is stored first. Needs scope messengers-integration.
         *     A repeated registration may fail with the undocumented error channel_already_exists; its status is not known and
         *     400 is assumed. It counts as success once the channel is ours.
         *     Pipedrive documents 200, 400 INVALID_BODY and 403 ADMIN_ONLY; 401, 402, 404, 410, 429, 500 and 503 are general rules.
         */
        post: operations["addChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id (provider_channel_id). Pipedrive's own channel id answers 404.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a channel
         * @deprecated
         * @description Removes the channel with all its conversations and messages in Pipedrive. Only the user who installed the app may
         *     do it. Needs scope messengers-integration.
         *     Pipedrive documents 200 and 400 INVALID_BODY; 401, 402, 403, 404, 410, 429, 500 and 503 are general rules.
         */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/messages/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add or update a message
         * @deprecated
         * @description A known id updates the stored message, which is how statuses are reported; a status is never moved back. A message
         *     of an unknown conversation makes Pipedrive call getConversationById. Needs scope messengers-integration.
         *     attachments and its nullable fields are always sent: Pipedrive's specification calls them optional, its run-time
         *     check does not.
         *     Pipedrive documents 200 and 400 INVALID_RECEIVE_MESSAGE_PAYLOAD; 401, 402, 403, 404, 410, 429, 500 and 503 are
         *     general rules.
         */
        post: operations["receiveMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{channelId}/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id (provider_channel_id). Pipedrive's own channel id answers 404.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description Our conversation id.
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a conversation
         * @deprecated
         * @description Removes one conversation in Pipedrive. Only the user who installed the app may do it. Needs scope
         *     messengers-integration.
         *     Pipedrive documents 200, 403 FORBIDDEN_USER_REQUEST and 404 NOT_FOUND; 401, 402, 410, 429, 500 and 503 are general
         *     rules.
         */
        delete: operations["deleteConversation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An opaque id issued by this project. */
        OurId: string;
        /** @description One form for both grants. */
        TokenRequest: {
            /**
             * @description What is exchanged.
             * @enum {string}
             */
            grant_type: "authorization_code" | "refresh_token";
            /** @description The code from the callback; with authorization_code only. */
            code?: string;
            /**
             * Format: uri
             * @description The callback URL exactly as registered; with authorization_code only.
             */
            redirect_uri?: string;
            /** @description The stored refresh token; with refresh_token only. */
            refresh_token?: string;
        };
        /** @description A pair of tokens and where they are valid. */
        TokenResponse: {
            /** @description Valid for about an hour. Allow at least 768 characters. */
            access_token: string;
            /** @description Known value Bearer. */
            token_type?: string;
            /** @description Seconds the access token is valid; 3599 and 3600 are seen. */
            expires_in: number;
            /** @description Usually the same as before; store what each answer holds. Allow at least 768 characters. */
            refresh_token: string;
            /** @description The granted scopes, joined by commas. */
            scope?: string;
            /** @description The company's base URL. May change with any refresh; use it only if it is https and ends in .pipedrive.com. */
            api_domain?: string;
        };
        /** @description The token to revoke. */
        RevokeRequest: {
            /** @description An access or refresh token. */
            token: string;
            /**
             * @description Which of the two it is.
             * @enum {string}
             */
            token_type_hint?: "access_token" | "refresh_token";
        };
        /** @description An answer without data. */
        SuccessBody: {
            /** @description Whether the call succeeded. */
            success?: boolean;
        };
        /**
         * @description Every form an error takes: the Channels form (success, error, error_info, additional_data.code), the older form
         *     (success, error, errorCode) and the OAuth form (error with error_description or message). No field is certain.
         */
        ErrorBody: {
            /** @description False when present. */
            success?: boolean;
            /** @description A text, or an OAuth error code such as invalid_grant. */
            error?: string;
            /** @description Where to read more. */
            error_info?: string | null;
            /** @description The text beside an OAuth error code. */
            error_description?: string;
            /** @description A text seen in place of error_description. */
            message?: string;
            /** @description The status repeated, as a number or as text. */
            errorCode?: number | string;
            /** @description Holds the code of a Channels error. */
            additional_data?: {
                /**
                 * @description Known values INVALID_BODY, ADMIN_ONLY, INVALID_RECEIVE_MESSAGE_PAYLOAD, FORBIDDEN_USER_REQUEST, NOT_FOUND;
                 *     channel_already_exists is undocumented.
                 */
                code?: string;
            } | null;
        };
        /** @description A page for people; not read. */
        HtmlPage: string;
        /** @description The answer of getCurrentUser. */
        CurrentUserResponse: {
            /** @description Whether the call succeeded. */
            success?: boolean;
            data: components["schemas"]["CurrentUser"];
        };
        /** @description The user and the company the token belongs to. */
        CurrentUser: {
            /** @description The user id. */
            id: number;
            /** @description The user's name. */
            name?: string;
            /** @description The user's address. */
            email?: string;
            /** @description The user's number. */
            phone?: string | null;
            /** @description Whether the user is active. */
            activated?: boolean;
            /** @description Whether the user is active. */
            active_flag?: boolean;
            /** @description Whether the user was removed from the company. */
            is_deleted?: boolean;
            /** @description Whether the user is an administrator, as 1 or 0; seen, and not documented any more. access says the same. */
            is_admin?: number | boolean;
            /** @description The user's rights. Global or account settings rights with admin true mark an administrator. */
            access?: components["schemas"]["UserAccess"][];
            /** @description The format of dates and numbers. */
            locale?: string;
            /** @description The user's time zone. */
            timezone_name?: string;
            /** @description The offset of the time zone. */
            timezone_offset?: string;
            /** @description The user's picture. */
            icon_url?: string | null;
            /** @description The company id. */
            company_id: number;
            /** @description The company's name. */
            company_name?: string;
            /** @description The company's subdomain. */
            company_domain?: string;
            /** @description The company's country code. */
            company_country?: string;
            /** @description The user's language. */
            language?: {
                /** @description The language, for example en. */
                language_code?: string;
                /** @description The country, for example US. */
                country_code?: string;
            };
        };
        /** @description The user's rights in one part of Pipedrive. */
        UserAccess: {
            /** @description Known values global, sales, campaigns, projects, account_settings, partnership. */
            app?: string;
            /** @description Whether the user is an administrator of this part. */
            admin?: boolean;
            /** @description The id of the set of rights. */
            permission_set_id?: string;
        };
        /** @description The channel to register. */
        AddChannelRequest: {
            /** @description The name shown in the inbox. */
            name: string;
            provider_channel_id: components["schemas"]["OurId"];
            /**
             * Format: uri
             * @description A square picture of 48 by 48 pixels, PNG or JPEG.
             */
            avatar_url?: string;
            /** @description Whether Pipedrive asks getTemplates. Without it Pipedrive assumes false. */
            template_support?: boolean;
            /**
             * @description The icon beside the conversations. Without it Pipedrive assumes other.
             * @enum {string}
             */
            provider_type?: "facebook" | "whatsapp" | "other";
        };
        /** @description The answer of addChannel. */
        AddChannelResponse: {
            /** @description Whether the call succeeded. */
            success?: boolean;
            data?: components["schemas"]["Channel"];
        };
        /** @description The channel as Pipedrive stored it. */
        Channel: {
            /** @description Pipedrive's own id. It is used in no call. */
            id?: string;
            /** @description The name shown in the inbox. */
            name?: string;
            /** @description The picture, as sent. */
            avatar_url?: string | null;
            /** @description Our channel id, as sent. */
            provider_channel_id?: string;
            /** @description The app's client id. */
            marketplace_client_id?: string;
            /** @description The company id. */
            pd_company_id?: number;
            /** @description The id of the user who registered the channel. */
            pd_user_id?: number;
            /** @description Date and time without a zone, for example 2026-11-20 09:00:00. Not ISO 8601, so no format is set. */
            created_at?: string;
            /** @description Known values facebook, whatsapp, other. */
            provider_type?: string;
            /** @description As sent. */
            template_support?: boolean;
        };
        /** @description A message to add, or a known one with a new status. */
        ReceiveMessageRequest: {
            id: components["schemas"]["OurId"];
            channel_id: components["schemas"]["OurId"];
            sender_id: components["schemas"]["OurId"];
            conversation_id: components["schemas"]["OurId"];
            /** @description The text, or a short label when the message has none; whether Pipedrive accepts an empty text is not known. */
            message: string;
            /**
             * @description The furthest state reached.
             * @enum {string}
             */
            status: "sent" | "delivered" | "read" | "failed";
            /** @description When the message was written. Pipedrive publishes two forms, ISO 8601 and YYYY-MM-DD HH:MM in UTC; we send ISO 8601 in UTC. */
            created_at: string;
            /** @description When the reply window ends, in the same forms; null when there is none. */
            reply_by?: string | null;
            /**
             * Format: uri
             * @description A page outside Pipedrive that shows the conversation.
             */
            conversation_link?: string;
            /** @description The attached files, maybe none. */
            attachments: components["schemas"]["ReceiveAttachment"][];
        };
        /** @description One file of a message we send. */
        ReceiveAttachment: {
            id: components["schemas"]["OurId"];
            /** @description The media type. */
            type: string;
            /** @description The file name; null when there is none. */
            name: string | null;
            /** @description The size in bytes; null when not known. */
            size: number | null;
            /**
             * Format: uri
             * @description Where the file can be read. Answers HEAD, needs no cookie.
             */
            url: string;
            /** @description Whether url stops working after a time; Pipedrive then asks getMessageById. Without it Pipedrive assumes false; we always send it. */
            link_expires?: boolean;
            /**
             * Format: uri
             * @description Where a small picture of the file can be read; null when there is none.
             */
            preview_url: string | null;
        };
        /** @description The answer of receiveMessage. */
        ReceiveMessageResponse: {
            /** @description Whether the call succeeded. */
            success?: boolean;
            data?: components["schemas"]["ReceivedMessage"];
        };
        /** @description The message as Pipedrive stored it. */
        ReceivedMessage: {
            /** @description Our message id. */
            id?: string;
            /** @description Our channel id. */
            channel_id?: string;
            /** @description Our participant id. */
            sender_id?: string;
            /** @description Our conversation id. */
            conversation_id?: string;
            /** @description The text. */
            message?: string;
            /** @description Known values sent, delivered, read, failed. */
            status?: string;
            /** @description When the message was written; both published forms are accepted. */
            created_at?: string;
            /** @description When the reply window ends; both published forms are accepted. */
            reply_by?: string | null;
            /** @description As sent. */
            conversation_link?: string | null;
            /** @description As sent. */
            attachments?: components["schemas"]["ReceivedAttachment"][] | null;
        };
        /** @description One file as Pipedrive stored it. */
        ReceivedAttachment: {
            /** @description Our attachment id. */
            id?: string;
            /** @description The media type. */
            type?: string;
            /** @description The file name. */
            name?: string | null;
            /** @description The size in bytes. */
            size?: number | null;
            /** @description Where the file can be read. */
            url?: string;
            /** @description As sent. */
            link_expires?: boolean | null;
            /** @description Where a small picture of the file can be read. */
            preview_url?: string | null;
        };
    };
    responses: {
        /** @description The client id or the client secret is wrong. */
        ClientUnauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The access token is missing, expired or revoked. Refresh once, then pause the installation. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The company's plan or trial has ended. Pause until it is renewed. */
        PaymentRequired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The token lacks the scope, the user may not do this, or the request was blocked for abuse (HTML body). */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/html": components["schemas"]["HtmlPage"];
            };
        };
        /** @description Only administrators may register channels, the token lacks the scope, or the request was blocked for abuse (HTML body). */
        AdminOnly: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/html": components["schemas"]["HtmlPage"];
            };
        };
        /** @description Only the installing user may do this, the token lacks the scope, or the request was blocked for abuse (HTML body). */
        OwnerOnly: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/html": components["schemas"]["HtmlPage"];
            };
        };
        /** @description The channel, the conversation, the operation itself, or a company with this host does not exist. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The operation was removed. Remember it as gone and stop calling it. */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The burst limit or the daily budget is used up. Wait, then repeat. */
        TooManyRequests: {
            headers: {
                "x-ratelimit-limit": components["headers"]["RateLimitLimit"];
                "x-ratelimit-remaining": components["headers"]["RateLimitRemaining"];
                "x-ratelimit-reset": components["headers"]["RateLimitReset"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A fault at Pipedrive. Whether the call took effect is not known; all calls here may be repeated. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Pipedrive is not available. Repeat later. */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /**
         * @description Our channel id (provider_channel_id). Pipedrive's own channel id answers 404.
         * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
         */
        ChannelId: components["schemas"]["OurId"];
        /**
         * @description Our conversation id.
         * @example cv_8JwQm2Lk0aZrT5uY
         */
        ConversationId: components["schemas"]["OurId"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Requests allowed in the current window.
         * @example 80
         */
        RateLimitLimit: number;
        /**
         * @description Requests left in the current window. Tells a burst limit (0) from a used-up daily budget.
         * @example 0
         */
        RateLimitRemaining: number;
        /**
         * @description Seconds until the window ends.
         * @example 2
         */
        RateLimitReset: number;
        /**
         * @description When to try again, in seconds or as an HTTP date. May be absent.
         * @example 2
         */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    authorize: {
        parameters: {
            query: {
                /**
                 * @description The app's client id.
                 * @example 3f9c1d7ab52e8046
                 */
                client_id: string;
                /**
                 * @description The callback URL exactly as registered.
                 * @example https://provider.example.com/auth/pipedrive/callback
                 */
                redirect_uri: string;
                /**
                 * @description Comes back unchanged. Proves that the callback belongs to what was begun here.
                 * @example eyJhIjoiMSJ9.Kx2v
                 */
                state?: string;
                /** @description The user's choice, on the links of the simulator's page. */
                decision?: "allow" | "deny";
                /** @description Who chose, on the links of the simulator's page. */
                user_id?: number;
                /** @description For which company, on the links of the simulator's page. */
                company_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page on which the user decides. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["HtmlPage"];
                };
            };
            /** @description Back to the callback URL, with the user's decision. */
            302: {
                headers: {
                    /**
                     * @description The callback URL with code and state, or with error=user_denied and state.
                     * @example https://provider.example.com/auth/pipedrive/callback?code=7b1fd0c2a94e5f3388d6c0b1e27a4f95d03c6e18&state=eyJhIjoiMSJ9.Kx2v
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["HtmlPage"];
                };
            };
            /** @description The client id is not known, or the callback URL is not the registered one. The browser stays here. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["HtmlPage"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    requestToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The grant. */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description A pair of tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
                };
            };
            /** @description The grant is not valid, used up or expired, or the form is incomplete. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["ClientUnauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The token to revoke. */
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["RevokeRequest"];
            };
        };
        responses: {
            /** @description The token is not valid, now or before. The body has no meaning. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessBody"];
                };
            };
            /** @description The form is incomplete. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["ClientUnauthorized"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user the token belongs to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentUserResponse"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            /** @description No company has this host any more; it was renamed. Refresh the token and take the api_domain of the answer. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    addChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The channel. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddChannelRequest"];
            };
        };
        responses: {
            /** @description The channel is registered. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddChannelResponse"];
                };
            };
            /** @description The body was refused, or the channel is registered already. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["AdminOnly"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id (provider_channel_id). Pipedrive's own channel id answers 404.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel is removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessBody"];
                };
            };
            /** @description The request was refused. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    receiveMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The message. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiveMessageRequest"];
            };
        };
        responses: {
            /** @description The message as Pipedrive stored it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiveMessageResponse"];
                };
            };
            /** @description The message was refused. Sending it again unchanged cannot succeed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id (provider_channel_id). Pipedrive's own channel id answers 404.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description Our conversation id.
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation is removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuccessBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["OwnerOnly"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}

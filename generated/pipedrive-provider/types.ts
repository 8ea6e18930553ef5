// Generated from openapi/pipedrive-provider.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export interface paths {
    "/api/channels/{providerChannelId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a channel
         * @description Called when a user removes one channel in Pipedrive. The channel stops sending and receiving; WhatsApp itself is
         *     not touched. Idempotent: a channel that is already deleted answers 200, an id that never existed answers 404.
         */
        delete: operations["deleteChannelById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{providerChannelId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        /**
         * List the conversations of a channel
         * @description Called right after the channel is registered, then page by page. The conversation begun last comes first, and the order never
         *     changes: paging meets every conversation exactly once, however many messages arrive meanwhile. Each carries its newest messages, newest first. Older messages are read with getConversationById and the
         *     conversation's next_messages_cursor. `additional_data.after` leads to the next page and is absent on the last one.
         */
        get: operations["getConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{providerChannelId}/conversations/{sourceConversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our conversation id.
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                sourceConversationId: components["parameters"]["SourceConversationId"];
            };
            cookie?: never;
        };
        /**
         * Read one conversation
         * @description Called when a message names a conversation Pipedrive does not know, and for older messages of a known one.
         *     Without `after` the page holds the newest messages; with the conversation's cursor it holds the next older ones.
         *     `additional_data.after` repeats next_messages_cursor; both are absent once the oldest message has been served.
         */
        get: operations["getConversationById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{providerChannelId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message
         * @description Called when a user sends from the chat window. The message is stored with its delivery order in one transaction,
         *     then sent. If WhatsApp refuses it within 4 seconds the answer is 400 with the reason; otherwise the answer is 200
         *     and later progress, failure included, is reported as a status of the returned id.
         *     A byte-identical repeat that arrives while the first is still unanswered (for at most a minute) gets the first one's id; nothing is sent twice.
         *     A text with one file is its caption where WhatsApp allows one (image, video, document; 1024 characters); otherwise the text goes first and
         *     the files follow one by one, in their order. What a file is, is told by its bytes; name and type are repaired. A file beyond WhatsApp's limits
         *     for its kind goes as a document; one that cannot go at all, such as an empty one, answers 400 and nothing is stored.
         *     More than 24 hours after the customer's last message (less a minute) only an approved template can be sent: a message that is the text of one,
         *     filled in, with the file of its header if it has one, goes out as that template; any other answers 400, naming the nearest ones, and nothing is
         *     stored. Within the 24 hours a text goes out as it stands, unless it shows the button lines of a template, or of the file in its header. A variable
         *     that was not filled in, a value WhatsApp would refuse, or a text that fits several different templates answers 400, and so
         *     does a text that repeats itself so much that comparing it with all templates would take too long.
         *     Limits are extensions of this operation: x-max-file-bytes per file, x-max-files per request, x-max-field-bytes per
         *     text field. A request beyond one of them answers 413; a message longer than 4096 characters answers 400.
         */
        post: operations["postMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{providerChannelId}/conversations/{sourceConversationId}/messages/{sourceMessageId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our conversation id.
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                sourceConversationId: components["parameters"]["SourceConversationId"];
                /**
                 * @description Our message id.
                 * @example ms_4hXc9VbN2sPd7EfG
                 */
                sourceMessageId: components["parameters"]["SourceMessageId"];
            };
            cookie?: never;
        };
        /**
         * Read one message of a conversation
         * @description Called when an attachment link no longer answers a HEAD request. The message comes back with fresh links.
         *     Unlike every other answer the body is the message itself, without an envelope. This is the path in the manifest.
         *     A message that belongs to another conversation answers 404.
         */
        get: operations["getMessageById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{providerChannelId}/messages/{sourceMessageId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our message id.
                 * @example ms_4hXc9VbN2sPd7EfG
                 */
                sourceMessageId: components["parameters"]["SourceMessageId"];
            };
            cookie?: never;
        };
        /**
         * Read one message of a channel
         * @description The second published path of getMessageById, without the conversation. Same answer; not in the manifest.
         */
        get: operations["getChannelMessageById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{providerChannelId}/senders/{senderId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our participant id, of either role.
                 * @example pt_9Kd0sWq3Lx7Vb2Nm
                 */
                senderId: components["parameters"]["SenderId"];
            };
            cookie?: never;
        };
        /**
         * Read one participant
         * @description Called to refresh a participant's name and picture. WhatsApp gives businesses no customer pictures, so avatar_url
         *     is the lasting address of a picture that this provider draws.
         */
        get: operations["getSenderById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channels/{providerChannelId}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        /**
         * List the templates of a channel
         * @description Called when the channel was registered with template support. Lists approved WhatsApp templates only, as text; those that need what a text and
         *     a file cannot give (a place, a list of products, a one-time password) are left out.
         */
        get: operations["getTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An opaque id issued by this provider. */
        PathId: string;
        /**
         * @description A page size.
         * @default 30
         */
        PageLimit: number;
        /** @description An opaque position in a list. It does not expire and differs from page to page. */
        Cursor: string;
        /** @description Our message id, stable for the life of the message. */
        MessageId: string;
        /** @description Our conversation id, stable for the life of the conversation. */
        ConversationId: string;
        /** @description Our participant id. */
        ParticipantId: string;
        /** @description Our attachment id. */
        AttachmentId: string;
        /**
         * @description Always true in a 200 answer with an envelope.
         * @enum {boolean}
         */
        Succeeded: true;
        /**
         * @description Always false in an error.
         * @enum {boolean}
         */
        Failed: false;
        /** @description What happened and what to do, for a salesperson. Holds no message text, name or number. */
        ErrorMessage: string;
        /**
         * @description The form fields of a sent message. Other fields are ignored. With no recipient given, the recipient is the
         *     conversation's customer.
         */
        PostMessageForm: {
            /** @description The text. May be empty or absent when files are present. */
            message?: string;
            /** @description The participant id of the channel's source user. */
            senderId: string;
            /** @description The conversation to send to. */
            conversationId: string;
            recipientIds?: components["schemas"]["RecipientIds"];
            "recipientIds[]"?: components["schemas"]["RecipientIds"];
            /** @description The files, one part each, with a file name and a content type. */
            files?: string[];
        };
        /**
         * @description The participant ids of the recipients. Both published field names take every form: one id, ids joined by commas,
         *     a JSON array as text, or the field repeated.
         */
        RecipientIds: string | string[];
        /** @description One message of either side. */
        Message: {
            id: components["schemas"]["MessageId"];
            /**
             * @description The furthest state reached. It never moves back. Inbound messages are delivered.
             * @enum {string}
             */
            status: "sent" | "delivered" | "read" | "failed";
            /**
             * Format: date-time
             * @description When the message was written, in UTC.
             */
            created_at: string;
            /** @description The text; empty only for a message that consists of files. */
            message: string;
            sender_id: components["schemas"]["ParticipantId"];
            /**
             * Format: date-time
             * @description On inbound messages with a reply window, when the window ends, in UTC. Absent otherwise.
             */
            reply_by?: string;
            /** @description The attached files, maybe none. */
            attachments: components["schemas"]["Attachment"][];
        };
        /** @description One file of a message. */
        Attachment: {
            id: components["schemas"]["AttachmentId"];
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
            /** @description Whether url stops working after a time; getMessageById then gives a fresh one. */
            link_expires: boolean;
            /**
             * Format: uri
             * @description Where a small picture of the file can be read; null when there is none.
             */
            preview_url: string | null;
        };
        /** @description One of the two sides of a conversation. */
        Participant: {
            id: components["schemas"]["ParticipantId"];
            /** @description The display name; a customer's number or username where no name is known. */
            name: string;
            /**
             * @description source_user is the business, end_user the customer.
             * @enum {string}
             */
            role: "end_user" | "source_user";
            /**
             * Format: uri
             * @description A picture. Absent when there is none.
             */
            avatar_url?: string;
            /** @description Whether Pipedrive should ask getSenderById for a picture. */
            fetch_avatar: boolean;
            /** @description Whether the picture's link stops working after a time. */
            avatar_expires: boolean;
        };
        /** @description One conversation with one page of its messages. Groups are not supported. */
        Conversation: {
            id: components["schemas"]["ConversationId"];
            /** @description A page outside Pipedrive that shows the conversation; empty when there is none. */
            link: string;
            /**
             * @description Whether the conversation is going on.
             * @enum {string}
             */
            status: "open" | "closed";
            /** @description False while the newest message is the customer's. Pipedrive uses it as an unread mark. */
            seen: boolean;
            next_messages_cursor?: components["schemas"]["Cursor"];
            /** @description Exactly one source_user and one end_user. */
            participants: components["schemas"]["Participant"][];
            /** @description Newest first. */
            messages: components["schemas"]["Message"][];
        };
        /** @description Where the next page starts. Empty on the last page. */
        PagePosition: {
            after?: components["schemas"]["Cursor"];
        };
        /** @description The answer of getConversations. */
        ConversationPage: {
            success: components["schemas"]["Succeeded"];
            /** @description The one begun last first. */
            data: components["schemas"]["Conversation"][];
            additional_data: components["schemas"]["PagePosition"];
        };
        /** @description The answer of getConversationById. */
        ConversationDetail: {
            success: components["schemas"]["Succeeded"];
            data: components["schemas"]["Conversation"];
            additional_data: components["schemas"]["PagePosition"];
        };
        /** @description The answer of postMessage. */
        MessageCreated: {
            success: components["schemas"]["Succeeded"];
            /** @description The stored message. */
            data: {
                id: components["schemas"]["MessageId"];
            };
        };
        /** @description One participant as getSenderById shows it. */
        Sender: {
            id: components["schemas"]["ParticipantId"];
            /** @description The display name. */
            name: string;
            /** @description A picture; empty when there is none. */
            avatar_url: string;
        };
        /** @description The answer of getSenderById. */
        SenderDetail: {
            success: components["schemas"]["Succeeded"];
            data: components["schemas"]["Sender"];
        };
        /** @description One approved WhatsApp template. */
        Template: {
            /** @description The template id. */
            id: string;
            /** @description The template's name at WhatsApp. */
            name: string;
            /**
             * @description What the customer will read, variables in double braces, each part on lines of its own: the header's text (or `[image]`, `[video]`, `[document]`
             *     for a file), the body, the footer, and `[label]` for each button, followed by its address or `{{code}}` where that has a variable. Filled in
             *     and sent back as the message of postMessage it is recognised; footer, fixed header and buttons without a variable may be left out there.
             */
            content: string;
            /** @description The language code at WhatsApp. */
            language: string;
        };
        /** @description The answer of getTemplates. */
        TemplateList: {
            success: components["schemas"]["Succeeded"];
            /** @description Holds the list. */
            data: {
                /** @description The approved templates, maybe none. */
                templates: components["schemas"]["Template"][];
            };
        };
        /** @description The answer of deleteChannelById. */
        ChannelDeleted: {
            success: components["schemas"]["Succeeded"];
        };
        /** @description The request cannot be used as it is. */
        InvalidBodyError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 400 answer.
                 * @enum {string}
                 */
                code: "INVALID_BODY";
            };
        };
        /** @description The credentials or the account behind them are not accepted. Pipedrive shows its own screen for ACCOUNT_SUSPENDED. */
        UnauthorizedError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 401 answer.
                 * @enum {string}
                 */
                code: "UNAUTHORIZED" | "ACCOUNT_SUSPENDED";
            };
        };
        /** @description The caller is known but may not do this. */
        ForbiddenError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 403 answer.
                 * @enum {string}
                 */
                code: "FORBIDDEN";
            };
        };
        /** @description Something named in the request is not known. */
        NotFoundError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 404 answer.
                 * @enum {string}
                 */
                code: "NOT_FOUND";
            };
        };
        /** @description The body did not arrive in time. */
        RequestTimeoutError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 408 answer.
                 * @enum {string}
                 */
                code: "REQUEST_TIMEOUT";
            };
        };
        /** @description A limit on size or number was exceeded. */
        PayloadTooLargeError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 413 answer.
                 * @enum {string}
                 */
                code: "PAYLOAD_TOO_LARGE";
            };
        };
        /** @description The body has the wrong media type. */
        UnsupportedMediaTypeError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 415 answer.
                 * @enum {string}
                 */
                code: "UNSUPPORTED_MEDIA_TYPE";
            };
        };
        /** @description Too many requests. */
        RateLimitExceededError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 429 answer.
                 * @enum {string}
                 */
                code: "RATE_LIMIT_EXCEEDED";
                /**
                 * Format: date-time
                 * @description When to try again, in UTC.
                 */
                retry_by: string;
            };
        };
        /** @description An unexpected fault. */
        InternalError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 500 answer.
                 * @enum {string}
                 */
                code: "INTERNAL_ERROR";
            };
        };
        /** @description Nothing was stored; repeating is safe. */
        UnavailableError: {
            success: components["schemas"]["Failed"];
            /** @description The error. */
            data: {
                message: components["schemas"]["ErrorMessage"];
                /**
                 * @description The machine-readable reason of a 503 answer.
                 * @enum {string}
                 */
                code: "UNAVAILABLE";
            };
        };
    };
    responses: {
        /** @description The bare message with fresh links. */
        MessageFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description An id in the path is empty or longer than 128 characters. */
        InvalidPath: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InvalidBodyError"];
            };
        };
        /** @description A paging parameter is not usable, or an id in the path is too long. */
        InvalidPaging: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InvalidBodyError"];
            };
        };
        /** @description The credentials are missing or wrong, or the account behind the channel is suspended. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnauthorizedError"];
            };
        };
        /** @description The operator switched the channel off. */
        ChannelForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ForbiddenError"];
            };
        };
        /** @description The channel is not known. */
        ChannelNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description The channel, or the conversation within it, is not known. A deleted channel counts as not known. */
        ConversationNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description The channel, or the message within it, is not known. A deleted channel counts as not known. */
        MessageNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description The channel, or the sender within it, is not known. A deleted channel counts as not known. */
        SenderNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFoundError"];
            };
        };
        /** @description Too many requests for this channel. Nothing was stored. */
        RateLimitExceeded: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RateLimitExceededError"];
            };
        };
        /** @description An unexpected fault. The details are in the provider's log, not in the answer. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InternalError"];
            };
        };
        /** @description The provider cannot reach its storage or is shutting down. Nothing was stored; repeating is safe. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnavailableError"];
            };
        };
    };
    parameters: {
        /**
         * @description Our channel id. An id we do not know answers 404, whatever its form.
         * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
         */
        ProviderChannelId: components["schemas"]["PathId"];
        /**
         * @description Our conversation id.
         * @example cv_8JwQm2Lk0aZrT5uY
         */
        SourceConversationId: components["schemas"]["PathId"];
        /**
         * @description Our message id.
         * @example ms_4hXc9VbN2sPd7EfG
         */
        SourceMessageId: components["schemas"]["PathId"];
        /**
         * @description Our participant id, of either role.
         * @example pt_9Kd0sWq3Lx7Vb2Nm
         */
        SenderId: components["schemas"]["PathId"];
        /**
         * @description How many conversations the page may hold. Values above 100 are served as 100.
         * @example 30
         */
        ConversationsLimit: components["schemas"]["PageLimit"];
        /**
         * @description How many messages each conversation may hold. Values above 100 are served as 100.
         * @example 30
         */
        MessagesLimit: components["schemas"]["PageLimit"];
        /**
         * @description The `additional_data.after` of the previous page. A value we did not issue for this channel answers 400.
         * @example Y3ZfMlZ0WDdiTmM0UnlEOXNIZg
         */
        ConversationsAfter: components["schemas"]["Cursor"];
        /**
         * @description The conversation's next_messages_cursor. A value we did not issue for this conversation answers 400.
         * @example bXNfNWRUeTFBcDZNa1U4alcyUg
         */
        MessagesAfter: components["schemas"]["Cursor"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Seconds to wait before repeating the request.
         * @example 30
         */
        RetryAfter: number;
        /**
         * @description The challenge that names the expected scheme.
         * @example Basic realm="channels", charset="UTF-8"
         */
        WwwAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    deleteChannelById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel is deleted, now or earlier. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelDeleted"];
                };
            };
            400: components["responses"]["InvalidPath"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ChannelForbidden"];
            404: components["responses"]["ChannelNotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getConversations: {
        parameters: {
            query?: {
                /**
                 * @description How many conversations the page may hold. Values above 100 are served as 100.
                 * @example 30
                 */
                conversations_limit?: components["parameters"]["ConversationsLimit"];
                /**
                 * @description How many messages each conversation may hold. Values above 100 are served as 100.
                 * @example 30
                 */
                messages_limit?: components["parameters"]["MessagesLimit"];
                /**
                 * @description The `additional_data.after` of the previous page. A value we did not issue for this channel answers 400.
                 * @example Y3ZfMlZ0WDdiTmM0UnlEOXNIZg
                 */
                after?: components["parameters"]["ConversationsAfter"];
            };
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of conversations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            400: components["responses"]["InvalidPaging"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ChannelForbidden"];
            404: components["responses"]["ChannelNotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getConversationById: {
        parameters: {
            query?: {
                /**
                 * @description How many messages each conversation may hold. Values above 100 are served as 100.
                 * @example 30
                 */
                messages_limit?: components["parameters"]["MessagesLimit"];
                /**
                 * @description The conversation's next_messages_cursor. A value we did not issue for this conversation answers 400.
                 * @example bXNfNWRUeTFBcDZNa1U4alcyUg
                 */
                after?: components["parameters"]["MessagesAfter"];
            };
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our conversation id.
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                sourceConversationId: components["parameters"]["SourceConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation with one page of its messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            400: components["responses"]["InvalidPaging"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ChannelForbidden"];
            404: components["responses"]["ConversationNotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    postMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        /** @description The message, its sender, its conversation and its files. */
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["PostMessageForm"];
            };
        };
        responses: {
            /** @description The message is stored and was not refused within 4 seconds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageCreated"];
                };
            };
            /** @description The form is not usable, or WhatsApp refused the message within 4 seconds. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvalidBodyError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The operator switched the channel off, or the sender is not this channel's source user. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForbiddenError"];
                };
            };
            404: components["responses"]["ConversationNotFound"];
            /** @description The request body did not arrive in time. Nothing was stored. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestTimeoutError"];
                };
            };
            /** @description A file, a text field or the number of files is above its limit. Nothing was stored. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayloadTooLargeError"];
                };
            };
            /** @description The body is not multipart/form-data. Nothing was stored. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsupportedMediaTypeError"];
                };
            };
            429: components["responses"]["RateLimitExceeded"];
            /** @description An unexpected fault. The message may or may not have been stored. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InternalError"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    getMessageById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our conversation id.
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                sourceConversationId: components["parameters"]["SourceConversationId"];
                /**
                 * @description Our message id.
                 * @example ms_4hXc9VbN2sPd7EfG
                 */
                sourceMessageId: components["parameters"]["SourceMessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["MessageFound"];
            400: components["responses"]["InvalidPath"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ChannelForbidden"];
            404: components["responses"]["MessageNotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChannelMessageById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our message id.
                 * @example ms_4hXc9VbN2sPd7EfG
                 */
                sourceMessageId: components["parameters"]["SourceMessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["MessageFound"];
            400: components["responses"]["InvalidPath"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ChannelForbidden"];
            404: components["responses"]["MessageNotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSenderById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
                /**
                 * @description Our participant id, of either role.
                 * @example pt_9Kd0sWq3Lx7Vb2Nm
                 */
                senderId: components["parameters"]["SenderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The participant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderDetail"];
                };
            };
            400: components["responses"]["InvalidPath"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ChannelForbidden"];
            404: components["responses"]["SenderNotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Our channel id. An id we do not know answers 404, whatever its form.
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                providerChannelId: components["parameters"]["ProviderChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The approved templates. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            400: components["responses"]["InvalidPath"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ChannelForbidden"];
            404: components["responses"]["ChannelNotFound"];
            429: components["responses"]["RateLimitExceeded"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}

// Generated from openapi/whatsapp-cloud.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export interface paths {
    "/{version}/{phoneNumberId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message or a read receipt
         * @description Accepts one message for one recipient or one group, or marks an inbound message as read. The two bodies exclude each other.
         *     Failures also arrive later as a `failed` status webhook, sometimes in addition to an error here. The order of separate sends is
         *     not kept. After a lost answer, wait for a status that echoes `biz_opaque_callback_data` before sending again.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{version}/{phoneNumberId}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description Stores one file for sending, encrypted, for 30 days unless deleted. The part named `file` carries its own content type, equal to
         *     `type`. Limits by kind: image 5 MB, audio and video 16 MB, document 100 MB, static sticker 100 KB, animated sticker 500 KB.
         */
        post: operations["uploadMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{version}/{businessAccountId}/message_templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List message templates
         * @description One page of an account's templates, 25 by default. The end is a page without `paging.next`. Follow `paging.cursors.after`;
         *     `next` and `previous` embed the access token and are never stored or logged. Needs the whatsapp_business_management permission.
         */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{version}/{businessAccountId}/phone_numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the phone numbers of a business account
         * @description Tells whether a number belongs to an account. The end is a page without `paging.next`, which embeds the access token and is never stored or
         *     logged. Needs the whatsapp_business_management permission.
         */
        get: operations["listPhoneNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{version}/{businessAccountId}/subscribed_apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the apps that get a business account's webhooks
         * @description An account whose list lacks our app sends us nothing, although the test button of the app's dashboard works. Needs the
         *     whatsapp_business_management permission.
         */
        get: operations["listSubscribedApps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{version}/debug_token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask what an access token is
         * @description Whose token it is, which app it was made for, what it may do, and until when. A token may ask about itself. Since June 2026 `granular_scopes` is
         *     incomplete in some set-ups, so that a permission is better tried by a call that needs it.
         */
        get: operations["debugToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/whatsapp_business/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a media file
         * @description Fetches the bytes behind the `url` of a media node or of an inbound webhook. Use that address as it was given, it is opaque: in
         *     production its path ends in a slash, which makes no difference here. It holds for 5 minutes. On 404 read the node again for a new
         *     address, then suspect the token.
         */
        get: operations["downloadMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{version}/{nodeId}": {
        parameters: {
            query?: {
                /**
                 * @description For media only. The call fails unless the file belongs to this number.
                 * @example 106540352242922
                 */
                phone_number_id?: components["parameters"]["NodePhoneNumberId"];
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description Media id or phone number id.
                 * @example 2914523482062113
                 */
                nodeId: string;
            };
            cookie?: never;
        };
        /**
         * Read a media or phone number node
         * @description The Graph API reads any object by id. We read two kinds: media (with `phone_number_id`), for its download address, and our phone
         *     number (with `fields`), for its state and health. Ids of uploaded media live 30 days, ids from webhooks 7 days.
         */
        get: operations["getNode"];
        put?: never;
        post?: never;
        /**
         * Delete a media file
         * @description Removes a file from Meta's storage before its 30 days are over.
         */
        delete: operations["deleteMedia"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A message, or a receipt for one. */
        MessageRequest: components["schemas"]["OutboundMessage"] | components["schemas"]["ReadReceipt"];
        /**
         * @description One message. Besides the common fields it carries the one property named by `type`, and `to` or `recipient`; when both are given
         *     Meta uses `to`. The schema enforces neither rule: what breaks them is answered with 131008.
         */
        OutboundMessage: {
            messaging_product: components["schemas"]["MessagingProduct"];
            /**
             * @description Send it always; Meta's specification contradicts itself about the default.
             * @enum {string}
             */
            recipient_type?: "individual" | "group";
            /**
             * @description Phone number, best with plus sign and country code, or the group id. A business-scoped user id here would be accepted and then
             *     dropped without a trace, so its shape is refused.
             */
            to?: string;
            /** @description Business-scoped user id, or the parent one. Authentication templates cannot go there (131062). */
            recipient?: string;
            /**
             * @description Kind of message; `pin` in groups only, groups know no interactive messages.
             * @enum {string}
             */
            type: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts" | "reaction" | "template" | "interactive" | "pin";
            context?: components["schemas"]["MessageContext"];
            /** @description Our message id. Meta repeats it in every status of this message, which settles a send whose answer was lost. */
            biz_opaque_callback_data?: string;
            /**
             * @description Direct Send only. Lets an enabled account send ordinary content outside the service window.
             * @enum {string}
             */
            category?: "utility" | "authentication";
            direct_send_config?: components["schemas"]["DirectSendConfig"];
            text?: components["schemas"]["OutboundText"];
            image?: components["schemas"]["OutboundMedia"];
            audio?: components["schemas"]["OutboundAudio"];
            video?: components["schemas"]["OutboundMedia"];
            document?: components["schemas"]["OutboundDocument"];
            sticker?: components["schemas"]["OutboundSticker"];
            location?: components["schemas"]["OutboundLocation"];
            /** @description Meta's pages allow 257 cards, its specification 5. */
            contacts?: components["schemas"]["OutboundContact"][];
            reaction?: components["schemas"]["OutboundReaction"];
            template?: components["schemas"]["OutboundTemplate"];
            interactive?: components["schemas"]["OutboundInteractive"];
            pin?: components["schemas"]["OutboundPin"];
        };
        /**
         * @description Marks an inbound message and the earlier ones of its thread as read, within 30 days. With `typing_indicator` it also shows typing
         *     until the next message or for 25 seconds; there is no typing without reading.
         */
        ReadReceipt: {
            messaging_product: components["schemas"]["MessagingProduct"];
            /** @enum {string} */
            status: "read";
            message_id: components["schemas"]["MessageId"];
            typing_indicator?: components["schemas"]["TypingIndicator"];
        };
        TypingIndicator: {
            /** @enum {string} */
            type: "text";
        };
        /** @enum {string} */
        MessagingProduct: "whatsapp";
        /** @description Meta's message id (wamid), opaque and of variable length. */
        MessageId: string;
        /** @description Message to quote. Not for reactions; shows no quote on templates or when the target is over 30 days old. */
        MessageContext: {
            message_id: components["schemas"]["MessageId"];
        };
        /** @description Direct Send of the utility category only. */
        DirectSendConfig: {
            template_name: components["schemas"]["TemplateName"];
        };
        OutboundText: {
            body: string;
            /** @description Shows a preview of the first address in the text that starts with http:// or https://; off without it. */
            preview_url?: boolean;
        };
        /** @description Id of an uploaded file. */
        MediaReference: string;
        /** @description Public address that Meta fetches and keeps for about 10 minutes per exact address. Uploading is the safer way. */
        MediaLink: string;
        Caption: string;
        /** @description Its extension decides the icon. Send it always, or the customer sees an unnamed file. */
        FileName: string;
        /** @description Image (JPEG or PNG, 5 MB) or video (MP4 or 3GPP with H.264 and AAC, 16 MB). Either `id` or `link`. */
        OutboundMedia: {
            id?: components["schemas"]["MediaReference"];
            link?: components["schemas"]["MediaLink"];
            caption?: components["schemas"]["Caption"];
        } & (unknown | unknown);
        /** @description Audio up to 16 MB, without a caption. Either `id` or `link`. */
        OutboundAudio: {
            id?: components["schemas"]["MediaReference"];
            link?: components["schemas"]["MediaLink"];
            /** @description Shows the file as a voice message and enables the `played` status. Needs OGG with Opus, mono; a play icon only up to 512 KB. */
            voice?: boolean;
        } & (unknown | unknown);
        /** @description Any document up to 100 MB. Either `id` or `link`. */
        OutboundDocument: {
            id?: components["schemas"]["MediaReference"];
            link?: components["schemas"]["MediaLink"];
            caption?: components["schemas"]["Caption"];
            filename?: components["schemas"]["FileName"];
        } & (unknown | unknown);
        /** @description WebP, 100 KB static or 500 KB animated, without a caption. Either `id` or `link`. */
        OutboundSticker: {
            id?: components["schemas"]["MediaReference"];
            link?: components["schemas"]["MediaLink"];
        } & (unknown | unknown);
        /** @description Image or video above a template or an interactive message. Either `id` or `link`. */
        HeaderMedia: {
            id?: components["schemas"]["MediaReference"];
            link?: components["schemas"]["MediaLink"];
        } & (unknown | unknown);
        /** @description Document above a template or an interactive message. Either `id` or `link`. */
        HeaderDocument: {
            id?: components["schemas"]["MediaReference"];
            link?: components["schemas"]["MediaLink"];
            filename?: components["schemas"]["FileName"];
        } & (unknown | unknown);
        OutboundLocation: {
            latitude: number;
            longitude: number;
            name?: string;
            address?: string;
        };
        /** @description A contact card. A phone without `wa_id` shows an invitation instead of a message button. */
        OutboundContact: {
            name: components["schemas"]["ContactName"];
            phones?: components["schemas"]["ContactPhone"][];
            emails?: components["schemas"]["ContactEmail"][];
            addresses?: components["schemas"]["ContactAddress"][];
            org?: components["schemas"]["ContactOrganization"];
            urls?: components["schemas"]["ContactUrl"][];
            birthday?: string;
        };
        ContactName: {
            formatted_name: string;
            first_name?: string;
            middle_name?: string;
            last_name?: string;
            prefix?: string;
            suffix?: string;
        };
        /** @description Free label; HOME and WORK are the specified ones. */
        ContactDetailType: string;
        ContactPhone: {
            phone: string;
            type?: components["schemas"]["ContactDetailType"];
            wa_id?: string;
        };
        ContactEmail: {
            email: string;
            type?: components["schemas"]["ContactDetailType"];
        };
        ContactAddress: {
            street?: string;
            city?: string;
            state?: string;
            zip?: string;
            country?: string;
            /** @description Two letters, ISO 3166. */
            country_code?: string;
            type?: components["schemas"]["ContactDetailType"];
        };
        ContactOrganization: {
            company?: string;
            department?: string;
            title?: string;
        };
        ContactUrl: {
            url: string;
            type?: components["schemas"]["ContactDetailType"];
        };
        /** @description Only a `sent` status ever follows. The target must exist, be at most 30 days old and be no reaction itself. */
        OutboundReaction: {
            message_id: components["schemas"]["MessageId"];
            /** @description One emoji; an empty string takes the reaction back. */
            emoji: string;
        };
        OutboundPin: {
            /** @enum {string} */
            type: "pin" | "unpin";
            message_id: components["schemas"]["MessageId"];
            expiration_days?: number;
        };
        TemplateName: string;
        /** @description Language with an optional region after an underscore. */
        LanguageCode: string;
        OutboundTemplate: {
            name: components["schemas"]["TemplateName"];
            language: components["schemas"]["TemplateLanguage"];
            /** @description Only components with variables are listed. */
            components?: components["schemas"]["TemplateComponent"][];
        };
        TemplateLanguage: {
            code: components["schemas"]["LanguageCode"];
            /**
             * @description Legacy; not needed.
             * @enum {string}
             */
            policy?: "deterministic";
        };
        /** @description Values for one component. Buttons need `sub_type` and `index`. */
        TemplateComponent: {
            /** @enum {string} */
            type: "header" | "body" | "button";
            /** @enum {string} */
            sub_type?: "quick_reply" | "url" | "copy_code" | "flow" | "catalog" | "mpm" | "voice_call";
            /** @description Position of the button, a digit in a string. */
            index?: string;
            parameters?: components["schemas"]["TemplateParameter"][];
        };
        /**
         * @description One value, in the property named by `type`. Templates with named variables need `parameter_name` on each, positional ones the right
         *     order; mixing them is refused (132000, 132012).
         */
        TemplateParameter: {
            /**
             * @description Header takes text, image, video, document or location; body takes text (currency and date_time are legacy); buttons take
             *     payload, text, coupon_code or action.
             * @enum {string}
             */
            type: "text" | "currency" | "date_time" | "image" | "video" | "document" | "location" | "payload" | "coupon_code" | "action";
            parameter_name?: string;
            /** @description Not empty, without line breaks or tabs, and without more than 4 spaces in a row. */
            text?: string;
            currency?: components["schemas"]["TemplateCurrency"];
            date_time?: components["schemas"]["TemplateDateTime"];
            image?: components["schemas"]["HeaderMedia"];
            video?: components["schemas"]["HeaderMedia"];
            document?: components["schemas"]["HeaderDocument"];
            location?: components["schemas"]["OutboundLocation"];
            /** @description Comes back when the customer presses the quick reply. */
            payload?: string;
            coupon_code?: string;
            action?: components["schemas"]["TemplateAction"];
        };
        TemplateCurrency: {
            /** @description The text that is shown. */
            fallback_value: string;
            code: components["schemas"]["CurrencyCode"];
            /** @description Amount times 1000. */
            amount_1000: number;
        };
        /** @description ISO 4217. */
        CurrencyCode: string;
        TemplateDateTime: {
            /** @description The text that is shown. */
            fallback_value: string;
        };
        /** @description What a flow, catalogue or multi-product button opens. */
        TemplateAction: {
            flow_token?: components["schemas"]["FlowToken"];
            flow_action_data?: components["schemas"]["FlowData"];
            thumbnail_product_retailer_id?: components["schemas"]["ProductRetailerId"];
            sections?: components["schemas"]["InteractiveSection"][];
        };
        /** @description Our reference for one run of a flow. */
        FlowToken: string;
        /** @description Values for the first screen of a flow, named by the flow itself. */
        FlowData: {
            [key: string]: unknown;
        };
        /** @description Product in the catalogue. */
        ProductRetailerId: string;
        /**
         * @description A message to answer by pressing something. Which parts belong to which `type`:
         *     - button: any header, body, footer, `action.buttons`
         *     - list: text header, body, footer, `action.button`, `action.sections` with at most 10 rows in all
         *     - cta_url, flow: any header, body, footer, `action.name`, `action.parameters`
         *     - location_request_message, contact_request, call_permission_request: body, `action.name`
         *     - catalog_message: body, footer, `action.name`, `action.parameters`
         *     - product: no header, `action.catalog_id`, `action.product_retailer_id`
         *     - product_list: header and body, `action.catalog_id`, `action.sections` with at most 30 products in all
         *     - carousel: body, `action.cards`, neither header nor footer
         *     - address_message (India and Singapore), order_details, order_status: `action.name`, `action.parameters`
         */
        OutboundInteractive: {
            /**
             * @description Readings of Meta's pages disagree between contact_request and request_contact_info for the phone number request; both pass.
             * @enum {string}
             */
            type: "button" | "list" | "cta_url" | "flow" | "location_request_message" | "catalog_message" | "product" | "product_list" | "carousel" | "address_message" | "contact_request" | "request_contact_info" | "call_permission_request" | "order_details" | "order_status";
            header?: components["schemas"]["InteractiveHeader"];
            body?: components["schemas"]["InteractiveBody"];
            footer?: components["schemas"]["InteractiveFooter"];
            action: components["schemas"]["InteractiveAction"];
        };
        InteractiveHeader: {
            /** @enum {string} */
            type: "text" | "image" | "video" | "document";
            text?: string;
            image?: components["schemas"]["HeaderMedia"];
            video?: components["schemas"]["HeaderMedia"];
            document?: components["schemas"]["HeaderDocument"];
        };
        InteractiveBody: {
            /** @description At most 1024 characters, except in a list, where Meta's pages say 4096 and its specification 1024. */
            text: string;
        };
        InteractiveFooter: {
            text: string;
        };
        InteractiveAction: {
            /** @enum {string} */
            name?: "cta_url" | "flow" | "send_location" | "catalog_message" | "address_message" | "request_contact_info" | "call_permission_request" | "review_and_pay" | "review_order";
            parameters?: components["schemas"]["InteractiveParameters"];
            /** @description Label that opens a list. */
            button?: string;
            buttons?: components["schemas"]["ReplyButton"][];
            sections?: components["schemas"]["InteractiveSection"][];
            catalog_id?: components["schemas"]["CatalogId"];
            product_retailer_id?: components["schemas"]["ProductRetailerId"];
            /** @description All cards have the same kind of header and the same buttons. */
            cards?: components["schemas"]["InteractiveCard"][];
        };
        /** @description Catalogue linked to the business account. */
        CatalogId: string;
        ReplyButton: {
            /** @enum {string} */
            type: "reply";
            reply: components["schemas"]["ButtonReply"];
        };
        ButtonReply: {
            /** @description Comes back when the customer presses the button. */
            id: string;
            /** @description Label, different on every button of a message. */
            title: string;
        };
        /** @description Rows of a list, or products. The title is needed when there is more than one section. */
        InteractiveSection: {
            title?: string;
            rows?: components["schemas"]["ListRow"][];
            product_items?: components["schemas"]["ProductItem"][];
        };
        ListRow: {
            /** @description Comes back when the customer chooses the row. */
            id: string;
            title: string;
            description?: string;
        };
        ProductItem: {
            product_retailer_id: components["schemas"]["ProductRetailerId"];
        };
        /** @description URL cards have type cta_url, product cards product, quick-reply cards none. Products have no header and no body. */
        InteractiveCard: {
            /** @description Position from the left, starting at 0, once each. */
            card_index: number;
            /** @enum {string} */
            type?: "cta_url" | "product";
            header?: components["schemas"]["CardHeader"];
            body?: components["schemas"]["CardBody"];
            action: components["schemas"]["CardAction"];
        };
        CardHeader: {
            /** @enum {string} */
            type: "image" | "video";
            image?: components["schemas"]["HeaderMedia"];
            video?: components["schemas"]["HeaderMedia"];
        };
        CardBody: {
            /** @description At most two line breaks. */
            text: string;
        };
        CardAction: {
            /** @enum {string} */
            name?: "cta_url";
            parameters?: components["schemas"]["UrlButton"];
            buttons?: components["schemas"]["CardButton"][];
            catalog_id?: components["schemas"]["CatalogId"];
            product_retailer_id?: components["schemas"]["ProductRetailerId"];
        };
        CardButton: {
            /** @enum {string} */
            type: "quick_reply";
            quick_reply: components["schemas"]["ButtonReply"];
        };
        UrlButton: {
            display_text: components["schemas"]["UrlButtonLabel"];
            url: components["schemas"]["UrlButtonTarget"];
        };
        UrlButtonLabel: string;
        UrlButtonTarget: string;
        /**
         * @description Parameters of an action, by its name:
         *     - cta_url: `display_text`, `url`
         *     - flow: `flow_*` and `mode`; either `flow_id` or `flow_name`
         *     - catalog_message: `thumbnail_product_retailer_id`
         *     - address_message: `country`, `values`, `saved_addresses`, `validation_errors`
         *     - review_and_pay, review_order: `reference_id`, `order` and the payment fields
         */
        InteractiveParameters: {
            display_text?: components["schemas"]["UrlButtonLabel"];
            url?: components["schemas"]["UrlButtonTarget"];
            /** @enum {string} */
            flow_message_version?: "3";
            flow_id?: string;
            flow_name?: string;
            /** @description Label of the button. */
            flow_cta?: string;
            flow_token?: components["schemas"]["FlowToken"];
            /** @enum {string} */
            mode?: "draft" | "published";
            /** @enum {string} */
            flow_action?: "navigate" | "data_exchange";
            flow_action_payload?: components["schemas"]["FlowActionPayload"];
            thumbnail_product_retailer_id?: components["schemas"]["ProductRetailerId"];
            /**
             * @description Country of the address form.
             * @enum {string}
             */
            country?: "IN" | "SG";
            values?: components["schemas"]["AddressValues"];
            saved_addresses?: components["schemas"]["SavedAddress"][];
            validation_errors?: components["schemas"]["AddressValues"];
            /** @description Our order number, once per order. */
            reference_id?: string;
            /** @enum {string} */
            type?: "digital-goods" | "physical-goods";
            /** @description Payment method of the country, for example upi. */
            payment_type?: string;
            /** @description Name of the payment set-up in the business account. */
            payment_configuration?: string;
            currency?: components["schemas"]["CurrencyCode"];
            total_amount?: components["schemas"]["OrderAmount"];
            order?: components["schemas"]["Order"];
        };
        /** @description For `navigate` only. */
        FlowActionPayload: {
            screen?: string;
            data?: components["schemas"]["FlowData"];
        };
        /** @description Text by field name; the fields depend on the country. */
        AddressValues: {
            [key: string]: string;
        };
        SavedAddress: {
            id: string;
            value: components["schemas"]["AddressValues"];
        };
        /** @description For review_and_pay the goods and sums, for review_order the new state. */
        Order: {
            /**
             * @description review_and_pay takes pending only.
             * @enum {string}
             */
            status: "pending" | "processing" | "partially_shipped" | "shipped" | "completed" | "canceled";
            description?: string;
            items?: components["schemas"]["OrderItem"][];
            subtotal?: components["schemas"]["OrderAmount"];
            tax?: components["schemas"]["OrderAmount"];
            shipping?: components["schemas"]["OrderAmount"];
            discount?: components["schemas"]["OrderAmount"];
        };
        OrderItem: {
            retailer_id?: components["schemas"]["ProductRetailerId"];
            name: string;
            quantity: number;
            amount: components["schemas"]["OrderAmount"];
            sale_amount?: components["schemas"]["OrderAmount"];
        };
        /** @description Amount as `value` divided by `offset`. */
        OrderAmount: {
            value: number;
            /** @enum {integer} */
            offset: 100;
            description?: string;
            discount_program_name?: string;
        };
        MediaUpload: {
            messaging_product: components["schemas"]["MessagingProduct"];
            /**
             * @description Content type of the file. Plain audio/ogg and audio/opus are refused by Meta.
             * @enum {string}
             */
            type: "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg; codecs=opus" | "image/jpeg" | "image/png" | "image/webp" | "video/3gpp" | "video/mp4" | "text/plain" | "application/pdf" | "application/msword" | "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/vnd.ms-excel" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/vnd.ms-powerpoint" | "application/vnd.openxmlformats-officedocument.presentationml.presentation";
            /** Format: binary */
            file: string;
        };
        /** @description Messages answer with contacts and messages, read receipts with success. */
        SendResponse: {
            messaging_product?: string;
            contacts?: components["schemas"]["SendContact"][];
            messages?: components["schemas"]["SentMessage"][];
            success?: boolean;
        };
        SendContact: {
            /** @description The recipient as we gave it. */
            input?: string;
            /** @description May differ from `input` (Brazil, Mexico). Absent when sent to a business-scoped user id. */
            wa_id?: string;
            /** @description Business-scoped user id. */
            user_id?: string;
        };
        SentMessage: {
            id: components["schemas"]["MessageId"];
            group_id?: string;
            /** @description Pacing of a template. Known values are accepted, held_for_quality_assessment and paused. */
            message_status?: string;
        };
        MediaId: {
            id: string;
        };
        Success: {
            success?: boolean;
        };
        /** @description Numbers of a business account. */
        PhoneNumberPage: {
            data: components["schemas"]["Node"][];
            paging?: {
                cursors?: {
                    before?: string;
                    after?: string;
                };
                /** @description The next page's address; it embeds the access token. */
                next?: string;
            };
        };
        /** @description Apps that get an account's webhooks. */
        SubscribedApps: {
            data: {
                whatsapp_business_api_data: {
                    /** @description The app's id. */
                    id: string;
                    name?: string;
                    link?: string;
                };
                /** @description Where the webhooks of this account go instead of the app's own address. */
                override_callback_uri?: string;
            }[];
        };
        /** @description What Meta knows of an access token. */
        TokenDescription: {
            data: {
                /** @description The app it was made for. */
                app_id?: string;
                /** @description Known values are SYSTEM_USER, USER, APP and PAGE. */
                type?: string;
                /** @description The app's name. */
                application?: string;
                /** @description When it may no longer read data, in Unix seconds; 0 for never. */
                data_access_expires_at?: number;
                /** @description When it ends, in Unix seconds; 0 for never. */
                expires_at?: number;
                issued_at?: number;
                is_valid: boolean;
                scopes?: string[];
                granular_scopes?: {
                    scope?: string;
                    target_ids?: string[];
                }[];
                user_id?: string;
                error?: {
                    code?: number;
                    message?: string;
                    subcode?: number;
                };
            };
        };
        /** @description A media file or a phone number; fields of the other kind are absent. */
        Node: {
            id: string;
            messaging_product?: string;
            /** @description Download address, valid for 5 minutes and only with the bearer token. */
            url?: string;
            mime_type?: string;
            /** @description Hash of the file, in hex or base64. */
            sha256?: string;
            /** @description Bytes. A number in practice, a string in Meta's specification. */
            file_size?: number | string;
            display_phone_number?: string;
            /** @description Display name of the business. */
            verified_name?: string;
            /** @description Known values are GREEN, YELLOW, RED, UNKNOWN and NA. */
            quality_rating?: string;
            /** @description Review of the display name. Known values are APPROVED, AVAILABLE_WITHOUT_REVIEW, DECLINED, EXPIRED, PENDING_REVIEW and NONE. */
            name_status?: string;
            /** @description Known values are VERIFIED and UNVERIFIED. */
            code_verification_status?: string;
            /**
             * @description State of the number. Meta publishes two lists; known values are CONNECTED, DISCONNECTED, PENDING, FLAGGED, RESTRICTED,
             *     RATE_LIMITED, LINKED, UNLINKED, DELETED, MIGRATED and BANNED.
             */
            status?: string;
            throughput?: components["schemas"]["Throughput"];
            /** @description Known values are CLOUD_API, ON_PREMISE and NOT_APPLICABLE. */
            platform_type?: string;
            /** @description Also used in the business app (coexistence). */
            is_on_biz_app?: boolean;
            /** @description Limit of the portfolio for conversations started by the business. */
            whatsapp_business_manager_messaging_limit?: string;
            webhook_configuration?: components["schemas"]["WebhookConfiguration"];
            health_status?: components["schemas"]["HealthStatus"];
        };
        Throughput: {
            /** @description Known values are STANDARD, HIGH and NOT_APPLICABLE. */
            level?: string;
        };
        /** @description Callback addresses in force for the number, the account and the app. */
        WebhookConfiguration: {
            application?: string;
            whatsapp_business_account?: string;
            phone_number?: string;
        };
        /** @description Whether messages can be sent, overall and for each object involved. */
        HealthStatus: {
            can_send_message?: components["schemas"]["SendingAbility"];
            entities?: components["schemas"]["HealthEntity"][];
        };
        /** @description Known values are AVAILABLE, LIMITED and BLOCKED. */
        SendingAbility: string;
        HealthEntity: {
            /** @description Known values are PHONE_NUMBER, WABA, BUSINESS, APP and MESSAGE_TEMPLATE. */
            entity_type?: string;
            id?: string;
            can_send_message?: components["schemas"]["SendingAbility"];
            /** @description Why sending is limited. */
            additional_info?: string[];
            /** @description Why sending is blocked. */
            errors?: components["schemas"]["HealthError"][];
        };
        HealthError: {
            error_code?: number;
            error_description?: string;
            possible_solution?: string;
        };
        TemplatePage: {
            data: components["schemas"]["Template"][];
            paging?: components["schemas"]["Paging"];
        };
        Paging: {
            cursors?: components["schemas"]["Cursors"];
            /** @description Absent on the last page. Embeds the access token. */
            next?: string;
            /** @description Embeds the access token. */
            previous?: string;
        };
        Cursors: {
            before?: string;
            after?: string;
        };
        /** @description A template in one language; name and language identify it. Only approved ones can be sent. */
        Template: {
            id: string;
            name: string;
            /** @description With an underscore here; webhooks may use a hyphen. */
            language: string;
            /**
             * @description Known values are APPROVED, PENDING, REJECTED, PAUSED, DISABLED, IN_APPEAL, PENDING_DELETION, DELETED, LIMIT_EXCEEDED and
             *     ARCHIVED.
             */
            status: string;
            category?: components["schemas"]["TemplateCategory"];
            previous_category?: components["schemas"]["TemplateCategory"];
            correct_category?: components["schemas"]["TemplateCategory"];
            sub_category?: string;
            /** @description Known values are POSITIONAL (the default) and NAMED. */
            parameter_format?: string;
            components?: components["schemas"]["TemplateDefinition"][];
            quality_score?: components["schemas"]["QualityScore"];
            rejected_reason?: string;
            message_send_ttl_seconds?: number;
            /** @description AUTO_GENERATED marks a template made by Direct Send. */
            source?: string;
            cta_url_link_tracking_opted_out?: boolean;
            library_template_name?: string;
            health_status?: components["schemas"]["HealthStatus"];
        };
        /** @description Known values are AUTHENTICATION, MARKETING and UTILITY. */
        TemplateCategory: string;
        QualityScore: {
            /** @description Known values are GREEN, YELLOW, RED and UNKNOWN. */
            score?: string;
            /** @description Unix seconds. */
            date?: number;
        };
        /** @description A component as it was approved, with its variables in double braces. */
        TemplateDefinition: {
            /** @description Known values are HEADER, BODY, FOOTER, BUTTONS, CAROUSEL and LIMITED_TIME_OFFER. */
            type: string;
            /** @description Kind of header. Known values are TEXT, IMAGE, VIDEO, GIF, DOCUMENT and LOCATION. */
            format?: string;
            text?: string;
            buttons?: components["schemas"]["TemplateButton"][];
            cards?: components["schemas"]["TemplateCard"][];
            example?: components["schemas"]["TemplateExample"];
            add_security_recommendation?: boolean;
            code_expiration_minutes?: number;
        };
        TemplateCard: {
            components?: components["schemas"]["TemplateDefinition"][];
        };
        /** @description Sample values given when the template was created. */
        TemplateExample: {
            body_text?: string[][];
            header_text?: string[];
            body_text_named_params?: components["schemas"]["NamedExample"][];
            header_text_named_params?: components["schemas"]["NamedExample"][];
            header_handle?: string[];
        };
        NamedExample: {
            param_name?: string;
            example?: string;
        };
        TemplateButton: {
            /** @description Known values are QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, OTP, FLOW, CATALOG, MPM, SPM, VOICE_CALL and REQUEST_CONTACT_INFO. */
            type: string;
            text?: string;
            /** @description May end in one variable. */
            url?: string;
            phone_number?: string;
            /** @description Sample of the variable part; a list or one string. */
            example?: string[] | string;
            otp_type?: string;
            /** @description A string or a number. */
            flow_id?: string | number;
            flow_action?: string;
            navigate_screen?: string;
        };
        /** @description The body of every error. */
        GraphError: {
            error: components["schemas"]["GraphErrorDetail"];
        };
        GraphErrorDetail: {
            /** @description Code and title; the wording changes, decide nothing by it. */
            message?: string;
            type?: string;
            /** @description Decides what to do. Unknown codes are never retried blindly. */
            code: number;
            /** @description Withdrawn with v16 for this API, still seen. */
            error_subcode?: number;
            error_data?: components["schemas"]["GraphErrorData"];
            is_transient?: boolean;
            error_user_title?: string;
            error_user_msg?: string;
            fbtrace_id?: string;
        };
        GraphErrorData: {
            messaging_product?: string;
            /** @description What exactly went wrong. */
            details?: string;
        };
    };
    responses: {
        /** @description The token is missing, expired or withdrawn. Stop the account's sending and keep its queue. */
        Unauthorized: {
            headers: {
                "x-fb-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphError"];
            };
        };
        /** @description The token or the account may not do this. Codes 200 to 299 mean the same as 10. */
        Forbidden: {
            headers: {
                "x-fb-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphError"];
            };
        };
        /** @description A wrong parameter, or an object that does not exist or belongs to another number (Meta often answers that with 400). */
        NodeRefused: {
            headers: {
                "x-fb-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphError"];
            };
        };
        /** @description The object does not exist, is deleted, or is not visible to this token. */
        UnknownObject: {
            headers: {
                "x-fb-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphError"];
            };
        };
        /**
         * @description Too many calls by the app. Meta's specification gives code 4 this status, its error page says 400; most limits arrive as 400
         *     (130429, 131056, 80007).
         */
        TooManyRequests: {
            headers: {
                "x-app-usage": components["headers"]["AppUsage"];
                "x-business-use-case-usage": components["headers"]["BusinessUseCaseUsage"];
                "x-fb-trace-id": components["headers"]["TraceId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphError"];
            };
        };
        /** @description A fault on Meta's side. */
        ServerFault: {
            headers: {
                "x-fb-trace-id": components["headers"]["TraceId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphError"];
            };
        };
        /** @description Meta is overloaded or down for a moment. */
        Unavailable: {
            headers: {
                "x-fb-trace-id": components["headers"]["TraceId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GraphError"];
            };
        };
    };
    parameters: {
        /**
         * @description Graph API version, pinned in the settings.
         * @example v26.0
         */
        Version: string;
        /**
         * @description Business phone number that sends.
         * @example 106540352242922
         */
        PhoneNumberId: string;
        /**
         * @description For media only. The call fails unless the file belongs to this number.
         * @example 106540352242922
         */
        NodePhoneNumberId: string;
        /**
         * @description WhatsApp business account.
         * @example 102290129340398
         */
        BusinessAccountId: string;
        /**
         * @description Comma-separated field names; without it Meta answers a default set.
         * @example id,name,status,health_status
         */
        Fields: string;
        /**
         * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
         * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
         */
        AppSecretProof: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description JSON with the share of the business account's limits in use and the minutes until it may call again.
         * @example {"102290129340398":[{"type":"whatsapp","call_count":3,"total_time":1,"estimated_time_to_regain_access":0}]}
         */
        BusinessUseCaseUsage: string;
        /**
         * @description JSON with the share of the app's limits in use, in per cent.
         * @example {"call_count":3,"total_cputime":1,"total_time":2}
         */
        AppUsage: string;
        /**
         * @description Meta's trace id, to be quoted to their support.
         * @example E7riEe9OW2e
         */
        TraceId: string;
        /**
         * @description Seconds to wait. Meta does not document it; obey it when present.
         * @example 30
         */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    sendMessage: {
        parameters: {
            query?: {
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description Business phone number that sends.
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PhoneNumberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageRequest"];
            };
        };
        responses: {
            /** @description Accepted for processing, or read receipt taken. Says nothing about delivery. */
            200: {
                headers: {
                    "x-business-use-case-usage": components["headers"]["BusinessUseCaseUsage"];
                    "x-app-usage": components["headers"]["AppUsage"];
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SendResponse"];
                };
            };
            /**
             * @description Refused: a wrong or missing parameter, a rule of the conversation, or a limit. Meta answers most limits with 400, so decide by
             *     `error.code`, never by status or text.
             */
            400: {
                headers: {
                    "x-business-use-case-usage": components["headers"]["BusinessUseCaseUsage"];
                    "x-app-usage": components["headers"]["AppUsage"];
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The token, app or account may not do this. */
            403: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
            /** @description The template does not exist in that language or is not approved, or the phone number is unknown. */
            404: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            /** @description A fault on Meta's side, or the number is in maintenance. */
            500: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    uploadMedia: {
        parameters: {
            query?: {
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description Business phone number that sends.
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PhoneNumberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["MediaUpload"];
            };
        };
        responses: {
            /** @description The file is stored. */
            200: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaId"];
                };
            };
            /** @description The file or a form field is not accepted. Size is reported here too (131053), not as 413. */
            400: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnknownObject"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                /**
                 * @description Comma-separated field names; without it Meta answers a default set.
                 * @example id,name,status,health_status
                 */
                fields?: components["parameters"]["Fields"];
                /**
                 * @description Templates in one page; 25 without it.
                 * @example 4
                 */
                limit?: number;
                /**
                 * @description Cursor taken from the page before.
                 * @example MjQZD
                 */
                after?: string;
                /**
                 * @description Only templates in this state.
                 * @example APPROVED
                 */
                status?: "APPROVED" | "PENDING" | "REJECTED" | "PAUSED" | "DISABLED" | "IN_APPEAL" | "PENDING_DELETION" | "DELETED" | "LIMIT_EXCEEDED" | "ARCHIVED";
                /**
                 * @description Only templates with this name.
                 * @example berth_reminder
                 */
                name?: components["schemas"]["TemplateName"];
                /**
                 * @description Only templates in this language.
                 * @example en_US
                 */
                language?: components["schemas"]["LanguageCode"];
                /**
                 * @description Only templates of this category.
                 * @example UTILITY
                 */
                category?: "AUTHENTICATION" | "MARKETING" | "UTILITY";
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description WhatsApp business account.
                 * @example 102290129340398
                 */
                businessAccountId: components["parameters"]["BusinessAccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of templates. */
            200: {
                headers: {
                    "x-business-use-case-usage": components["headers"]["BusinessUseCaseUsage"];
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
            /** @description A cursor that no longer holds, too many management calls, or a wrong parameter. */
            400: {
                headers: {
                    "x-business-use-case-usage": components["headers"]["BusinessUseCaseUsage"];
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnknownObject"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPhoneNumbers: {
        parameters: {
            query?: {
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
                /**
                 * @description Numbers in one page; 25 without it.
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description Cursor taken from the page before.
                 * @example MjQZD
                 */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description WhatsApp business account.
                 * @example 102290129340398
                 */
                businessAccountId: components["parameters"]["BusinessAccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of numbers. */
            200: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumberPage"];
                };
            };
            400: components["responses"]["NodeRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnknownObject"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSubscribedApps: {
        parameters: {
            query?: {
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description WhatsApp business account.
                 * @example 102290129340398
                 */
                businessAccountId: components["parameters"]["BusinessAccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscribed apps. */
            200: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscribedApps"];
                };
            };
            400: components["responses"]["NodeRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnknownObject"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    debugToken: {
        parameters: {
            query: {
                /**
                 * @description The token in question.
                 * @example EAAexample
                 */
                input_token: string;
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the token is. One that is no longer good is described as well. */
            200: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenDescription"];
                };
            };
            400: components["responses"]["NodeRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnknownObject"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadMedia: {
        parameters: {
            query: {
                /**
                 * @description Media id.
                 * @example 2914523482062113
                 */
                mid: string;
                /**
                 * @description Where the address came from. Known values are getMedia and webhook.
                 * @example webhook
                 */
                source?: string;
                /**
                 * @description When the address expires, in Unix seconds.
                 * @example 1795176300
                 */
                ext: string;
                /**
                 * @description Meta's proof that the address is genuine.
                 * @example ARoExample5gKQ2bM0s7rVtYw
                 */
                hash: string;
            };
            header?: {
                /**
                 * @description Always set it; some default agents are refused.
                 * @example pipedrive-messaging-provider/0.1.0
                 */
                "User-Agent"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. Its real content type is in the Content-Type header. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The token is missing or wrong. The body is not documented; decide by the status. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
            /** @description The address has expired or was never valid. The body is not documented; decide by the status. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphError"];
                };
            };
        };
    };
    getNode: {
        parameters: {
            query?: {
                /**
                 * @description For media only. The call fails unless the file belongs to this number.
                 * @example 106540352242922
                 */
                phone_number_id?: components["parameters"]["NodePhoneNumberId"];
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
                /**
                 * @description Comma-separated field names; without it Meta answers a default set.
                 * @example id,name,status,health_status
                 */
                fields?: components["parameters"]["Fields"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description Media id or phone number id.
                 * @example 2914523482062113
                 */
                nodeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The node; which fields are present depends on its kind and on `fields`. */
            200: {
                headers: {
                    "x-app-usage": components["headers"]["AppUsage"];
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            400: components["responses"]["NodeRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnknownObject"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteMedia: {
        parameters: {
            query?: {
                /**
                 * @description For media only. The call fails unless the file belongs to this number.
                 * @example 106540352242922
                 */
                phone_number_id?: components["parameters"]["NodePhoneNumberId"];
                /**
                 * @description HMAC-SHA256 of the access token with the app secret as key, in hex. The app may require it.
                 * @example 3f1c9a7be05d2468ac13579bdf02468ace13579bdf02468ace13579bdf024680
                 */
                appsecret_proof?: components["parameters"]["AppSecretProof"];
            };
            header?: never;
            path: {
                /**
                 * @description Graph API version, pinned in the settings.
                 * @example v26.0
                 */
                version: components["parameters"]["Version"];
                /**
                 * @description Media id or phone number id.
                 * @example 2914523482062113
                 */
                nodeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file is gone. */
            200: {
                headers: {
                    "x-fb-trace-id": components["headers"]["TraceId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Success"];
                };
            };
            400: components["responses"]["NodeRefused"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["UnknownObject"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerFault"];
            503: components["responses"]["Unavailable"];
        };
    };
}

// Generated from openapi/whatsapp-webhooks.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export interface paths {
    "/webhooks/whatsapp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that the callback address is ours
         * @description Meta calls this when a callback address or an override is saved. The challenge is echoed only to a caller that knows
         *     our verify token. This call carries no signature, and none is asked for. Meta gives up after about six seconds.
         *     The token is checked first: a missing or different one is 403, whatever else is wrong with the call.
         */
        get: operations["verifyWebhook"];
        put?: never;
        /**
         * Receive messages, statuses and account news
         * @description The signature is checked over the raw bytes, before anything is parsed. Then every item is stored, and only after
         *     the commit do we answer. Meta takes exactly 200 for success and repeats every other answer for hours or days.
         *
         *     Content behind a valid signature is never refused: the handler judges each item on its own. An item that violates
         *     its schema goes into quarantine, its neighbours are stored. A body that is not JSON, or not a delivery, goes into
         *     quarantine as a whole and counts as one item.
         *
         *     Repetitions are expected (timeouts at Meta, several subscribed apps) and counted as `duplicate`.
         */
        post: operations["receiveWebhook"];
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
        HubChallenge: string;
        /**
         * @description What became of the items of a delivery. Items are the messages, echoes and statuses; in any other change, the change
         *     itself is the item.
         */
        WebhookReceipt: {
            /** @description New items */
            stored: number;
            /** @description Items we already had */
            duplicate: number;
            /** @description Items kept raw for a person because they violate their schema */
            quarantined: number;
            /** @description Well-formed items this provider has no use for */
            ignored: number;
        };
        /** @description RFC 9457 problem details, with a stable code */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description What happened and what to do */
            detail: string;
            /**
             * @description Stable code for programs
             * @enum {string}
             */
            code: "INVALID_REQUEST" | "VERIFY_TOKEN_INVALID" | "SIGNATURE_INVALID" | "REQUEST_TIMEOUT" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "INTERNAL_ERROR" | "STORE_UNAVAILABLE";
            instance?: string;
            /** @description Finds the request in the log */
            requestId?: string;
        };
        /** @description Seconds since 1970, as a string of digits (messages, statuses) or as an integer (most other fields) */
        UnixSeconds: string | number;
        /** @description A date in words, or seconds since 1970 */
        VendorDate: string | number;
        /** @description An id of Meta's, printed as a string or as an integer */
        VendorId: string | number;
        /** @description A quantity printed as a number or as a numeric string */
        VendorNumber: number | string;
        /** @description A phone number, printed as a string or (calls, groups) as an integer */
        PhoneNumber: string | number;
        /** @description A messaging limit, printed as `TIER_2K` and the like or as an integer; -1 stands for unlimited */
        MessagingLimit: string | number;
        WebhookDelivery: {
            /** @description The subscribed object. `whatsapp_business_account` is ours; anything else is ignored. */
            object: string;
            entry: components["schemas"]["WebhookEntry"][];
        };
        WebhookEntry: {
            /** @description The WhatsApp Business Account (for `partner_solutions` the business portfolio) */
            id: string;
            time?: components["schemas"]["UnixSeconds"];
            changes: components["schemas"]["WebhookChange"][];
        };
        WebhookChange: {
            /**
             * @description The subscribed field, which says what `value` holds. Two names are published in two forms and both are understood:
             *     `business_username_update` or `business_username_updates`, `group_participants_update` or `group_participant_update`.
             *     Known: messages, standby, messaging_handovers, history, smb_app_state_sync, smb_message_echoes, calls,
             *     user_preferences, user_id_update, message_template_status_update, message_template_quality_update,
             *     message_template_components_update, template_category_update, account_update, account_alerts,
             *     account_review_update, security, phone_number_name_update, phone_number_quality_update,
             *     business_capability_update, business_username_update, business_username_updates,
             *     payment_configuration_update, partner_solutions, automatic_events, flows, group_lifecycle_update,
             *     group_participants_update, group_participant_update, group_settings_update, group_status_update.
             */
            field: string;
            value: components["schemas"]["ChangeValue"];
            rejection_info?: components["schemas"]["TemplateRejection"];
        };
        /**
         * @description The value of a change. Every field has its own part below and all parts are optional, so one type reads any change.
         *     Messages, statuses, contacts and echoes, wherever they stand (also in `standby` and `history`), are judged one by one
         *     with their own validators; this one is for what remains when they are taken out.
         */
        ChangeValue: components["schemas"]["MessagesValue"] & components["schemas"]["StandbyValue"] & components["schemas"]["MessagingHandover"] & components["schemas"]["HistoryValue"] & components["schemas"]["StateSyncValue"] & components["schemas"]["MessageEchoesValue"] & components["schemas"]["CallsValue"] & components["schemas"]["GroupsValue"] & components["schemas"]["UserPreferencesValue"] & components["schemas"]["UserIdUpdateValue"] & components["schemas"]["TemplateStatusUpdate"] & components["schemas"]["TemplateQualityUpdate"] & components["schemas"]["TemplateComponentsUpdate"] & components["schemas"]["TemplateCategoryUpdate"] & components["schemas"]["AccountUpdate"] & components["schemas"]["AccountAlertsValue"] & components["schemas"]["AccountReviewUpdate"] & components["schemas"]["SecurityUpdate"] & components["schemas"]["PhoneNumberNameUpdate"] & components["schemas"]["PhoneNumberQualityUpdate"] & components["schemas"]["BusinessCapabilityUpdate"] & components["schemas"]["BusinessUsernameUpdate"] & components["schemas"]["PaymentConfigurationUpdate"] & components["schemas"]["PartnerSolutionUpdate"];
        /**
         * @description Field `messages`. One value may hold messages and statuses together. `errors` with neither of them is a failure of
         *     the account or the app, not of a message.
         */
        MessagesValue: {
            /** @description Always `whatsapp` */
            messaging_product?: string;
            metadata?: components["schemas"]["BusinessNumber"];
            /** @description Who wrote; absent for `system` messages */
            contacts?: components["schemas"]["WebhookContact"][];
            messages?: components["schemas"]["InboundMessage"][];
            statuses?: components["schemas"]["MessageStatus"][];
            errors?: components["schemas"]["VendorError"][];
            conversation_context?: components["schemas"]["ConversationContext"];
        };
        /** @description The business number a change belongs to. Route by the id; the display number is for people. */
        BusinessNumber: {
            display_phone_number?: string;
            phone_number_id?: string;
        };
        /** @description A WhatsApp user. The phone number is absent when Meta may not share it; then `user_id` is all there is. */
        WebhookContact: {
            profile?: components["schemas"]["ContactProfile"];
            /** @description Digits, not always the dialled number */
            wa_id?: string;
            /**
             * @description Business-scoped user id (BSUID): country code, a dot and up to 128 letters and digits. Valid inside one business
             *     portfolio only; opaque; changes with the phone number.
             */
            user_id?: string;
            /** @description BSUID across linked portfolios */
            parent_user_id?: string;
            /** @description Present when the identity check is on */
            identity_key_hash?: string;
        };
        ContactProfile: {
            name?: string;
            /** @description With a leading `@`; changeable, never a key */
            username?: string;
        };
        /** @description An error as Meta prints it in webhooks. Only `code` and `error_data.details` are worth deciding by. */
        VendorError: {
            code?: components["schemas"]["VendorId"];
            title?: string;
            message?: string;
            error_data?: components["schemas"]["VendorErrorData"];
            href?: string;
        };
        VendorErrorData: {
            details?: string;
        };
        /**
         * @description A message of a WhatsApp user; also an echo of the business's own message, or one from the history. The content stands
         *     in the property named like `type`. A type we do not know is kept and shown as unsupported; its content stands in a
         *     property this schema cannot name.
         */
        InboundMessage: {
            /** @description The message id (wamid): opaque, of any length */
            id: string;
            /**
             * @description `unknown` is an older name of `unsupported`; `media_placeholder` occurs in the history only, `template` in echoes only.
             *     Known: text, image, video, audio, document, sticker, location, contacts, interactive, button, order,
             *     reaction, system, unsupported, unknown, edit, revoke, media_placeholder, template.
             */
            type: string;
            timestamp?: components["schemas"]["UnixSeconds"];
            /** @description Sender, digits with or without a plus; absent when Meta may not share it */
            from?: string;
            /** @description BSUID of the sender */
            from_user_id?: string;
            /** @description Parent BSUID of the sender */
            from_parent_user_id?: string;
            /** @description Recipient; echoes and history only */
            to?: string;
            /** @description BSUID of the recipient; echoes only */
            to_user_id?: string;
            /** @description The group the message was written in */
            group_id?: string;
            context?: components["schemas"]["MessageContext"];
            referral?: components["schemas"]["MessageReferral"];
            errors?: components["schemas"]["VendorError"][];
            text?: components["schemas"]["TextContent"];
            image?: components["schemas"]["InboundMedia"];
            video?: components["schemas"]["InboundMedia"];
            audio?: components["schemas"]["InboundMedia"];
            document?: components["schemas"]["InboundMedia"];
            sticker?: components["schemas"]["InboundMedia"];
            location?: components["schemas"]["LocationContent"];
            contacts?: components["schemas"]["SharedContact"][];
            interactive?: components["schemas"]["InteractiveReply"];
            button?: components["schemas"]["TemplateButtonReply"];
            order?: components["schemas"]["OrderContent"];
            reaction?: components["schemas"]["ReactionContent"];
            system?: components["schemas"]["SystemContent"];
            unsupported?: components["schemas"]["UnsupportedContent"];
            edit?: components["schemas"]["EditContent"];
            revoke?: components["schemas"]["RevokeContent"];
            history_context?: components["schemas"]["HistoryContext"];
        } & {
            [key: string]: unknown;
        };
        TextContent: {
            body?: string;
        };
        /** @description A file. The id lives for 7 days, the url for 5 minutes and only with the access token: copy the file at once. */
        InboundMedia: {
            /** @description Media id */
            id?: string;
            /** @description May carry parameters, as in `audio/ogg; codecs=opus` */
            mime_type?: string;
            /** @description Base64 in webhooks, hex elsewhere; both are accepted */
            sha256?: string;
            url?: string;
            caption?: string;
            /** @description Documents only */
            filename?: string;
            /** @description Audio only: recorded in WhatsApp */
            voice?: boolean;
            /** @description Stickers only */
            animated?: boolean;
            file_size?: components["schemas"]["VendorNumber"];
        };
        LocationContent: {
            latitude?: number;
            longitude?: number;
            name?: string;
            address?: string;
            url?: string;
        };
        /** @description A contact card; a user shares what the device allows */
        SharedContact: {
            name?: components["schemas"]["SharedContactName"];
            phones?: components["schemas"]["SharedContactPhone"][];
            emails?: components["schemas"]["SharedContactEmail"][];
            addresses?: components["schemas"]["SharedContactAddress"][];
            org?: components["schemas"]["SharedContactOrganization"];
            urls?: components["schemas"]["SharedContactUrl"][];
            birthday?: string;
            vcard?: string;
            /** @description `contact_request` when the card answers our request for a phone number. Known: contact_request, other. */
            origin?: string;
        };
        SharedContactName: {
            formatted_name?: string;
            first_name?: string;
            middle_name?: string;
            last_name?: string;
            prefix?: string;
            suffix?: string;
        };
        SharedContactPhone: {
            phone?: string;
            type?: string;
            wa_id?: string;
            user_id?: string;
        };
        SharedContactEmail: {
            email?: string;
            type?: string;
        };
        SharedContactAddress: {
            street?: string;
            city?: string;
            state?: string;
            zip?: string;
            country?: string;
            country_code?: string;
            type?: string;
        };
        SharedContactOrganization: {
            company?: string;
            department?: string;
            title?: string;
        };
        SharedContactUrl: {
            url?: string;
            type?: string;
        };
        /**
         * @description An answer to an interactive message; the answer stands in the property named like `type`. That products are among the
         *     answers is documented since August 2026; `product` is our reading of it, not yet seen in a real delivery.
         */
        InteractiveReply: {
            /** @description Known: button_reply, list_reply, nfm_reply, call_permission_reply, product. */
            type?: string;
            button_reply?: components["schemas"]["ButtonReply"];
            list_reply?: components["schemas"]["ListReply"];
            nfm_reply?: components["schemas"]["FlowReply"];
            call_permission_reply?: components["schemas"]["CallPermissionReply"];
            product?: components["schemas"]["ReferredProduct"];
        };
        ButtonReply: {
            /** @description The id we gave the button */
            id?: string;
            title?: string;
        };
        ListReply: {
            /** @description The id we gave the row */
            id?: string;
            title?: string;
            description?: string;
        };
        /** @description A finished flow or address form */
        FlowReply: {
            /** @description Known: flow, address_message. */
            name?: string;
            body?: string;
            /** @description The answers as JSON text; `flow_token` in it may be missing */
            response_json?: string;
        };
        CallPermissionReply: {
            /** @description Known: accept, reject. */
            response?: string;
            is_permanent?: boolean;
            expiration_timestamp?: components["schemas"]["UnixSeconds"];
            /** @description Known: user_action, automatic. */
            response_source?: string;
        };
        /** @description A tap on a quick-reply button of a template */
        TemplateButtonReply: {
            payload?: string;
            text?: string;
        };
        OrderContent: {
            catalog_id?: string;
            /** @description Often empty */
            text?: string;
            product_items?: components["schemas"]["OrderItem"][];
        };
        OrderItem: {
            product_retailer_id?: string;
            quantity?: components["schemas"]["VendorNumber"];
            item_price?: components["schemas"]["VendorNumber"];
            currency?: string;
        };
        ReactionContent: {
            /** @description The message reacted to */
            message_id?: string;
            /** @description Absent (in older payloads empty) when the reaction is taken back */
            emoji?: string;
        };
        /**
         * @description A change of identity. `user_changed_number` brings a new phone number, `user_changed_user_id` a new BSUID only. The
         *     `customer_*` types are legacy; with `customer_changed_number` the new number stands in `wa_id` or `new_wa_id`.
         */
        SystemContent: {
            /** @description Known: user_changed_number, user_changed_user_id, customer_changed_number, customer_identity_changed. */
            type?: string;
            body?: string;
            /** @description New phone number */
            wa_id?: string;
            /** @description New phone number; legacy */
            new_wa_id?: string;
            /** @description New BSUID */
            user_id?: string;
            /** @description New parent BSUID */
            parent_user_id?: string;
            /** @description Old BSUID; may be missing, then `from` identifies the user */
            previous_user_id?: string;
            previous_parent_user_id?: string;
            /** @description The phone number before the change; legacy */
            customer?: string;
            /** @description New identity hash; legacy */
            identity?: string;
        };
        UnsupportedContent: {
            /** @description What the message was, as far as Meta tells: `edit`, `poll`, `button` and others */
            type?: string;
        };
        /** @description An edit within 15 minutes after sending; coexistence numbers only */
        EditContent: {
            original_message_id?: string;
            message?: components["schemas"]["EditedMessage"];
        };
        /** @description The new content; it has no message id of its own */
        EditedMessage: {
            type?: string;
            context?: components["schemas"]["MessageContext"];
            text?: components["schemas"]["TextContent"];
            image?: components["schemas"]["InboundMedia"];
            video?: components["schemas"]["InboundMedia"];
            document?: components["schemas"]["InboundMedia"];
        };
        /** @description A deletion within two days after sending; coexistence numbers only */
        RevokeContent: {
            original_message_id?: string;
        };
        HistoryContext: {
            /** @description How far the message had come. Known: PENDING, SENT, DELIVERED, READ, PLAYED, ERROR. */
            status?: string;
        };
        /** @description What the message refers to, or that it was forwarded */
        MessageContext: {
            /** @description Author of the quoted message */
            from?: string;
            /** @description The quoted or answered message */
            id?: string;
            /** @description Forwarded up to five times */
            forwarded?: boolean;
            /** @description Forwarded more than five times */
            frequently_forwarded?: boolean;
            referred_product?: components["schemas"]["ReferredProduct"];
        };
        ReferredProduct: {
            catalog_id?: string;
            product_retailer_id?: string;
        };
        /** @description The ad or post that led to the conversation; on its first message only */
        MessageReferral: {
            source_url?: string;
            source_id?: components["schemas"]["VendorId"];
            /** @description Known: ad, post. */
            source_type?: string;
            /** @description Text of the ad */
            body?: string;
            headline?: string;
            /** @description Known: image, video. */
            media_type?: string;
            image_url?: string;
            video_url?: string;
            thumbnail_url?: string;
            /** @description Click id; absent for ads in Status */
            ctwa_clid?: string;
            welcome_message?: components["schemas"]["ReferralWelcome"];
        };
        ReferralWelcome: {
            /** @description Greeting of the ad */
            text?: string;
        };
        /**
         * @description What became of a message the business sent. Statuses come in any order, may be skipped, and may contradict each other
         *     (`failed` after `sent`, `delivered` beside an error): keep all, move forward only. In the field `calls` the same list
         *     tells of a call.
         */
        MessageStatus: {
            /** @description The message (or call) the status is about */
            id: string;
            /**
             * @description `played` is the first play of a voice message. The upper-case values are of calls.
             *     Known: sent, delivered, read, played, failed, deleted, RINGING, ACCEPTED, REJECTED.
             */
            status: string;
            timestamp?: components["schemas"]["UnixSeconds"];
            /** @description `call` for calls */
            type?: string;
            /** @description Phone number or group id; absent when only a BSUID is known */
            recipient_id?: string;
            /** @description BSUID of the recipient */
            recipient_user_id?: string;
            /** @description Parent BSUID of the recipient */
            recipient_parent_user_id?: string;
            /** @description An older name of `recipient_parent_user_id` */
            parent_recipient_user_id?: string;
            /** @description Known: individual, group. */
            recipient_type?: string;
            /** @description Groups: phone number of the member */
            recipient_participant_id?: string;
            /** @description Another printed name of `recipient_participant_id` */
            participant_recipient_id?: string;
            /** @description Groups: BSUID of the member */
            recipient_participant_user_id?: string;
            /** @description Groups: parent BSUID of the member */
            recipient_participant_parent_user_id?: string;
            /** @description Present when the identity check is on */
            recipient_identity_key_hash?: string;
            group_id?: string;
            /** @description Our own message id, as we sent it along */
            biz_opaque_callback_data?: string;
            conversation?: components["schemas"]["StatusConversation"];
            pricing?: components["schemas"]["StatusPricing"];
            contacts?: components["schemas"]["WebhookContact"][];
            /** @description Why it failed */
            errors?: components["schemas"]["VendorError"][];
        };
        /** @description Since v24.0 only for free entry points; before that the id is new for every message */
        StatusConversation: {
            id?: string;
            expiration_timestamp?: components["schemas"]["UnixSeconds"];
            origin?: components["schemas"]["StatusConversationOrigin"];
            pricing?: components["schemas"]["StatusPricing"];
        };
        StatusConversationOrigin: {
            /** @description A pricing category */
            type?: string;
        };
        /** @description Kept as it comes; the value for the monthly free quota is not documented */
        StatusPricing: {
            /** @description To be retired; `type` and `category` decide */
            billable?: boolean;
            /** @description Known: CBP, PMP. */
            pricing_model?: string;
            /** @description Known: regular, free_customer_service, free_entry_point. */
            type?: string;
            /**
             * @description Known: authentication, authentication-international, marketing, marketing_lite, utility, service,
             *     referral_conversion, general_purpose_ai, group_marketing, group_utility, group_service.
             */
            category?: string;
            cost?: components["schemas"]["StatusCost"];
        };
        /** @description Meta's estimate */
        StatusCost: {
            amount?: components["schemas"]["VendorNumber"];
            currency?: string;
        };
        StandbyValue: {
            standby?: components["schemas"]["StandbyActivity"];
        };
        /** @description What happens in a conversation we only listen to; the lists stand here, one level deeper than in `messages` */
        StandbyActivity: {
            contacts?: components["schemas"]["WebhookContact"][];
            messages?: components["schemas"]["InboundMessage"][];
            message_echoes?: components["schemas"]["StandbyEcho"][];
            statuses?: components["schemas"]["MessageStatus"][];
        };
        /** @description A message the other sender wrote, as it was handed to Meta for sending */
        StandbyEcho: {
            id: string;
            timestamp?: components["schemas"]["UnixSeconds"];
            message?: components["schemas"]["EchoedSend"];
            /** @description The template the message was made from */
            template?: Record<string, never>;
            /** @description The flow the message opens */
            flow?: Record<string, never>;
        };
        /** @description The send request; interactive and template content is kept whole */
        EchoedSend: {
            messaging_product?: string;
            /** @description Known: individual, group. */
            recipient_type?: string;
            to?: string;
            /** @description BSUID */
            recipient?: string;
            type?: string;
            text?: components["schemas"]["TextContent"];
            image?: components["schemas"]["InboundMedia"];
            video?: components["schemas"]["InboundMedia"];
            audio?: components["schemas"]["InboundMedia"];
            document?: components["schemas"]["InboundMedia"];
            sticker?: components["schemas"]["InboundMedia"];
            location?: components["schemas"]["LocationContent"];
            contacts?: components["schemas"]["SharedContact"][];
            reaction?: components["schemas"]["ReactionContent"];
            interactive?: Record<string, never>;
            template?: Record<string, never>;
        };
        /**
         * @description Field `messaging_handovers`: who handles a conversation from now on. It has no `metadata`; the business number stands in
         *     `recipient`. The details stand in the property named like `type`.
         */
        MessagingHandover: {
            /** @description `control_passed` gives the conversation to us, `control_taken` takes it away */
            type?: string;
            timestamp?: components["schemas"]["UnixSeconds"];
            sender?: components["schemas"]["HandoverUser"];
            recipient?: components["schemas"]["BusinessNumber"];
            control_passed?: components["schemas"]["HandoverControl"];
            control_taken?: components["schemas"]["HandoverControl"];
        };
        HandoverUser: {
            phone_number?: string;
            wa_id?: string;
            user_id?: string;
        };
        HandoverControl: {
            previous_owner_app_id?: components["schemas"]["VendorId"];
            /** @description Known: meta_business_agent. */
            previous_owner_app_role?: string;
            previous_owner_role?: components["schemas"]["HandoverRole"];
            new_owner_app_id?: components["schemas"]["VendorId"];
            new_owner_role?: components["schemas"]["HandoverRole"];
            /** @description Reason in free words */
            metadata?: string;
            conversation_context?: components["schemas"]["ConversationContext"];
        };
        /** @description Known: ai_agent, escalation, customer_service, marketing, utility, ctwa. */
        HandoverRole: string;
        /** @description What was said before the handover, as a summary or as single messages */
        ConversationContext: {
            /** @description Known: summary, history. */
            type?: string;
            summary?: components["schemas"]["ConversationSummary"];
            history?: Record<string, never>;
        };
        ConversationSummary: {
            text?: string;
        };
        /**
         * @description Field `history`: up to 180 days of chats in chunks, unordered, thousands of messages in one delivery. Files follow in
         *     separate changes of this field whose value holds `messages`.
         */
        HistoryValue: {
            history?: components["schemas"]["HistoryChunk"][];
        };
        /** @description A part of the history, or (`errors` with code 2593109) the news that the business does not share it */
        HistoryChunk: {
            metadata?: components["schemas"]["HistoryProgress"];
            threads?: components["schemas"]["HistoryThread"][];
            errors?: components["schemas"]["VendorError"][];
        };
        HistoryProgress: {
            /** @description 0 is the first day, 1 reaches back to day 90, 2 to day 180 */
            phase?: number;
            /** @description Place of the chunk in its phase */
            chunk_order?: number;
            /** @description Per cent of the whole, 100 is the end */
            progress?: number;
        };
        HistoryThread: {
            /** @description Phone number of the user */
            id?: string;
            messages?: components["schemas"]["InboundMessage"][];
        };
        /** @description Field `smb_app_state_sync`: the address book of the WhatsApp Business app */
        StateSyncValue: {
            state_sync?: components["schemas"]["StateSyncItem"][];
        };
        StateSyncItem: {
            /** @description Known: contact. */
            type?: string;
            contact?: components["schemas"]["StateSyncContact"];
            /** @description Known: add, remove. */
            action?: string;
            metadata?: components["schemas"]["StateSyncMetadata"];
        };
        StateSyncContact: {
            full_name?: string;
            first_name?: string;
            phone_number?: string;
        };
        StateSyncMetadata: {
            timestamp?: components["schemas"]["UnixSeconds"];
        };
        /** @description Field `smb_message_echoes`: messages the business wrote in the WhatsApp Business app or on a linked device */
        MessageEchoesValue: {
            message_echoes?: components["schemas"]["InboundMessage"][];
        };
        /** @description Field `calls`: calls, or `statuses` of calls the business began */
        CallsValue: {
            calls?: components["schemas"]["CallEvent"][];
        };
        CallEvent: {
            /** @description The call */
            id: string;
            /** @description Known: connect, terminate. */
            event?: string;
            /** @description Known: USER_INITIATED, BUSINESS_INITIATED. */
            direction?: string;
            from?: components["schemas"]["PhoneNumber"];
            to?: components["schemas"]["PhoneNumber"];
            from_user_id?: string;
            to_user_id?: string;
            timestamp?: components["schemas"]["UnixSeconds"];
            session?: components["schemas"]["CallSession"];
            /** @description How a call ended, printed as a word or as a list with one. Known: COMPLETED, FAILED. */
            status?: string | string[];
            start_time?: components["schemas"]["UnixSeconds"];
            end_time?: components["schemas"]["UnixSeconds"];
            duration?: components["schemas"]["VendorNumber"];
            biz_opaque_callback_data?: string;
            errors?: components["schemas"]["VendorError"][];
        };
        CallSession: {
            /** @description Known: offer, answer. */
            sdp_type?: string;
            /** @description Session description; holds network addresses */
            sdp?: string;
        };
        /** @description Fields `group_lifecycle_update`, `group_participants_update`, `group_settings_update`, `group_status_update` */
        GroupsValue: {
            groups?: components["schemas"]["GroupEvent"][];
        };
        GroupEvent: {
            /**
             * @description Known: group_create, group_delete, group_participants_add, group_participants_remove,
             *     group_join_request_created, group_join_request_revoked, group_settings_update, group_suspend,
             *     group_suspend_cleared.
             */
            type?: string;
            timestamp?: components["schemas"]["UnixSeconds"];
            group_id?: string;
            /** @description The request of ours this answers */
            request_id?: string;
            subject?: string;
            description?: string;
            /** @description Lets anybody in */
            invite_link?: string;
            join_approval_mode?: string;
            join_request_id?: string;
            /** @description Who asks to join */
            wa_id?: string;
            /** @description BSUID of who asks to join */
            user_id?: string;
            /** @description Known: invite_link. */
            reason?: string;
            /** @description Known: business, participant. */
            initiated_by?: string;
            added_participants?: components["schemas"]["GroupParticipant"][];
            removed_participants?: components["schemas"]["GroupParticipant"][];
            failed_participants?: components["schemas"]["GroupParticipant"][];
            profile_picture?: components["schemas"]["GroupSetting"];
            group_subject?: components["schemas"]["GroupSetting"];
            group_description?: components["schemas"]["GroupSetting"];
            errors?: components["schemas"]["VendorError"][];
        };
        GroupParticipant: {
            input?: components["schemas"]["PhoneNumber"];
            wa_id?: components["schemas"]["PhoneNumber"];
            user_id?: string;
            parent_user_id?: string;
            errors?: components["schemas"]["VendorError"][];
        };
        /** @description One setting of a group and whether it was changed */
        GroupSetting: {
            text?: string;
            mime_type?: string;
            sha256?: string;
            update_successful?: boolean;
            errors?: components["schemas"]["VendorError"][];
        };
        UserPreferencesValue: {
            user_preferences?: components["schemas"]["UserPreference"][];
        };
        /** @description A user stops or resumes marketing messages */
        UserPreference: {
            wa_id?: string;
            user_id?: string;
            parent_user_id?: string;
            detail?: string;
            /** @description Known: marketing_messages. */
            category?: string;
            /** @description Known: stop, resume. */
            value?: string;
            timestamp?: components["schemas"]["UnixSeconds"];
        };
        /**
         * @description Field `user_id_update`. Meta's changelog says it does not exist and a `system` message comes instead; other pages and
         *     partners print it. Both are understood.
         */
        UserIdUpdateValue: {
            user_id_update?: components["schemas"]["UserIdUpdate"][];
        };
        UserIdUpdate: {
            wa_id?: string;
            detail?: string;
            user_id?: components["schemas"]["IdChange"];
            parent_user_id?: components["schemas"]["IdChange"];
            timestamp?: components["schemas"]["UnixSeconds"];
        };
        IdChange: {
            previous?: string;
            current?: string;
        };
        /**
         * @description Which template a change is about. The language is printed with an underscore or a hyphen (`en_US`, `en-US`): compare
         *     without regard to that.
         */
        TemplateReference: {
            message_template_id?: components["schemas"]["VendorId"];
            message_template_name?: string;
            message_template_language?: string;
        };
        /** @description Field `message_template_status_update`. `rejection_info` is printed here or beside `value`; look in both. */
        TemplateStatusUpdate: components["schemas"]["TemplateReference"] & {
            /**
             * @description The new status.
             *     Known: APPROVED, PENDING, REJECTED, PAUSED, DISABLED, IN_APPEAL, PENDING_DELETION, DELETED,
             *     LIMIT_EXCEEDED, ARCHIVED, FLAGGED, REINSTATED, LOCKED.
             */
            event?: string;
            /** @description `NONE` or null when there is none */
            reason?: string | null;
            /** @description Known: AUTHENTICATION, MARKETING, UTILITY. */
            message_template_category?: string;
            disable_info?: components["schemas"]["TemplateDisabling"];
            other_info?: components["schemas"]["TemplatePause"];
            rejection_info?: components["schemas"]["TemplateRejection"];
        };
        TemplateDisabling: {
            disable_date?: components["schemas"]["VendorDate"];
        };
        TemplatePause: {
            /** @description Known: FIRST_PAUSE, SECOND_PAUSE, RATE_LIMITING_PAUSE, UNPAUSE, DISABLED. */
            title?: string;
            description?: string;
        };
        TemplateRejection: {
            reason?: string;
            recommendation?: string;
        };
        /** @description Field `message_template_quality_update`. Meta's page once printed it under another field name; the two scores tell. */
        TemplateQualityUpdate: components["schemas"]["TemplateReference"] & {
            previous_quality_score?: components["schemas"]["TemplateQuality"];
            new_quality_score?: components["schemas"]["TemplateQuality"];
        };
        /** @description Known: GREEN, YELLOW, RED, UNKNOWN. */
        TemplateQuality: string;
        /** @description Field `message_template_components_update` */
        TemplateComponentsUpdate: components["schemas"]["TemplateReference"] & {
            /** @description Text of the header */
            message_template_title?: string;
            /** @description Text of the body */
            message_template_element?: string;
            message_template_footer?: string;
            message_template_buttons?: components["schemas"]["TemplateButton"][];
        };
        TemplateButton: {
            /** @description Known: URL, PHONE_NUMBER, QUICK_REPLY, COPY_CODE, FLOW, CATALOG. */
            message_template_button_type?: string;
            message_template_button_text?: string;
            message_template_button_url?: string;
            message_template_button_phone_number?: string;
        };
        /**
         * @description Field `template_category_update`. Announced: `correct_category` is the one to come and `new_category` still the present
         *     one. Done: `previous_category` and `new_category`.
         */
        TemplateCategoryUpdate: components["schemas"]["TemplateReference"] & {
            previous_category?: string;
            new_category?: string;
            correct_category?: string;
            category_update_timestamp?: components["schemas"]["UnixSeconds"];
        };
        /** @description Field `account_update` */
        AccountUpdate: {
            /**
             * @description Known: ACCOUNT_DELETED, ACCOUNT_VIOLATION, ACCOUNT_OFFBOARDED, ACCOUNT_RECONNECTED, AD_ACCOUNT_LINKED,
             *     AUTH_INTL_PRICE_ELIGIBILITY_UPDATE, BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE, DISABLED_UPDATE,
             *     MM_LITE_TERMS_SIGNED, PARTNER_ADDED, PARTNER_REMOVED, PARTNER_APP_INSTALLED, PARTNER_APP_UNINSTALLED,
             *     PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE, VOLUME_BASED_PRICING_TIER_UPDATE.
             */
            event?: string;
            country?: string;
            ban_info?: components["schemas"]["AccountBan"];
            violation_info?: components["schemas"]["AccountViolation"];
            waba_info?: components["schemas"]["AccountInfo"];
        };
        AccountBan: {
            /** @description Known: DISABLE, REINSTATE, SCHEDULE_FOR_DISABLE. */
            waba_ban_state?: string;
            waba_ban_date?: components["schemas"]["VendorDate"];
        };
        AccountViolation: {
            violation_type?: string;
        };
        AccountInfo: {
            waba_id?: components["schemas"]["VendorId"];
            owner_business_id?: components["schemas"]["VendorId"];
            partner_app_id?: components["schemas"]["VendorId"];
            ad_account_linked?: components["schemas"]["VendorId"];
            solution_id?: components["schemas"]["VendorId"];
            solution_partner_business_ids?: components["schemas"]["VendorId"][];
        };
        /** @description Field `account_alerts` */
        AccountAlertsValue: {
            /** @description Known: BUSINESS, WABA, PHONE_NUMBER. */
            entity_type?: string;
            entity_id?: components["schemas"]["VendorId"];
            alert_info?: components["schemas"]["AccountAlert"];
        };
        AccountAlert: {
            /** @description Known: CRITICAL, WARNING, INFORMATIONAL. */
            alert_severity?: string;
            /** @description Known: ACTIVE, NONE. */
            alert_status?: string;
            alert_type?: string;
            alert_description?: string;
        };
        /** @description Field `account_review_update`; `phone_number_name_update` uses the same property */
        AccountReviewUpdate: {
            /** @description Known: APPROVED, DEFERRED, PENDING, REJECTED. */
            decision?: string;
        };
        /** @description Field `security`: somebody changed or asked to reset the two-step PIN */
        SecurityUpdate: {
            display_phone_number?: string;
            /** @description Known: PIN_CHANGED, PIN_RESET_REQUEST. */
            event?: string;
            requester?: components["schemas"]["VendorId"];
        };
        /** @description Field `phone_number_name_update` */
        PhoneNumberNameUpdate: {
            display_phone_number?: string;
            /** @description Known: APPROVED, DEFERRED, PENDING, REJECTED. */
            decision?: string;
            requested_verified_name?: string;
            rejection_reason?: string | null;
        };
        /** @description Field `phone_number_quality_update`; the two `*_limit` properties were announced for removal in February 2026 */
        PhoneNumberQualityUpdate: {
            display_phone_number?: string;
            /** @description Known: ONBOARDING, THROUGHPUT_UPGRADE, FLAGGED, UNFLAGGED, UPGRADE, DOWNGRADE. */
            event?: string;
            max_daily_conversations_per_business?: components["schemas"]["MessagingLimit"];
            current_limit?: components["schemas"]["MessagingLimit"];
            old_limit?: components["schemas"]["MessagingLimit"];
        };
        /** @description Field `business_capability_update` */
        BusinessCapabilityUpdate: {
            max_daily_conversations_per_business?: components["schemas"]["MessagingLimit"];
            max_daily_conversation_per_phone?: components["schemas"]["MessagingLimit"];
            max_phone_numbers_per_business?: components["schemas"]["VendorNumber"];
            max_phone_numbers_per_waba?: components["schemas"]["VendorNumber"];
        };
        /** @description Field `business_username_update` */
        BusinessUsernameUpdate: {
            display_phone_number?: string;
            /** @description Absent when deleted */
            username?: string;
            /** @description Known: reserved, approved, deleted. */
            status?: string;
        };
        /** @description Field `payment_configuration_update` */
        PaymentConfigurationUpdate: {
            configuration_name?: string;
            provider_name?: string;
            provider_mid?: string;
            /** @description Known: Active, Needs Connecting, Needs Testing. */
            status?: string;
            created_timestamp?: components["schemas"]["UnixSeconds"];
            updated_timestamp?: components["schemas"]["UnixSeconds"];
        };
        /** @description Field `partner_solutions` */
        PartnerSolutionUpdate: {
            /** @description Known: SOLUTION_CREATED, SOLUTION_UPDATED. */
            event?: string;
            solution_id?: components["schemas"]["VendorId"];
            /** @description Known: DRAFT, INITIATED, ACTIVE, REJECTED, PENDING_DEACTIVATION, DEACTIVATED. */
            solution_status?: string;
        };
    };
    responses: {
        /** @description The token is right, but the mode is not `subscribe` or the challenge is missing or out of bounds */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The verify token is missing or not ours */
        VerifyTokenInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The signature is missing or does not fit the body; nothing was read */
        SignatureInvalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body did not arrive in time; nothing was stored */
        RequestTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than 4194304 bytes; Meta's own bound is 3 MB */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not declared as JSON */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our fault; the log holds the cause under the request id */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The store refused the delivery, nothing of it was kept; Meta repeats it */
        StoreUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Always `subscribe`
         * @example subscribe
         */
        HubMode: "subscribe";
        /**
         * @description The text to echo
         * @example 1158201444
         */
        HubChallenge: components["schemas"]["HubChallenge"];
        /**
         * @description Our verify token, as configured at Meta
         * @example vt_Q7mZ2kXc9RtB4nLs
         */
        HubVerifyToken: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Seconds until another attempt makes sense; Meta keeps its own schedule and may ignore it
         * @example 30
         */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    verifyWebhook: {
        parameters: {
            query: {
                /**
                 * @description Always `subscribe`
                 * @example subscribe
                 */
                "hub.mode": components["parameters"]["HubMode"];
                /**
                 * @description The text to echo
                 * @example 1158201444
                 */
                "hub.challenge": components["parameters"]["HubChallenge"];
                /**
                 * @description Our verify token, as configured at Meta
                 * @example vt_Q7mZ2kXc9RtB4nLs
                 */
                "hub.verify_token": components["parameters"]["HubVerifyToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The challenge, unchanged */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["HubChallenge"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["VerifyTokenInvalid"];
            500: components["responses"]["InternalError"];
        };
    };
    receiveWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One delivery; at most 3 MB and usually up to 1000 updates */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookDelivery"];
            };
        };
        responses: {
            /** @description Everything in the delivery is on disk */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReceipt"];
                };
            };
            401: components["responses"]["SignatureInvalid"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["StoreUnavailable"];
        };
    };
}

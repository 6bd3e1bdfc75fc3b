//! The closed list of error codes with one human sentence each.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $sentence:literal;)*) => {
        /// A stable error code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $text, "`")] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it stands on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The code of this wire text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }

            const fn template(self) -> &'static str {
                match self { $(Self::$name => $sentence),* }
            }
        }
    };
}

codes! {
    Invalid = "INVALID", "The request is not valid.";
    BadJson = "BAD_JSON", "The body is not valid JSON.";
    BadType = "BAD_TYPE", "This value has the wrong type: {}.";
    UnknownField = "UNKNOWN_FIELD", "This field is not known here.";
    UnsupportedMedia = "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.";
    BodyTooLarge = "BODY_TOO_LARGE", "The body is too large.";
    Required = "REQUIRED", "This is needed.";
    TooLong = "TOO_LONG", "This is too long: {} characters at most.";
    BadCharacters = "BAD_CHARACTERS", "This holds characters that are not allowed here.";
    BadEmail = "BAD_EMAIL", "This is not an e-mail address.";
    BadPhone = "BAD_PHONE", "This is not a phone number.";
    BadCountry = "BAD_COUNTRY", "This is not a country code we know.";
    BadUrl = "BAD_URL", "This must be an https address.";
    BadRedirect = "BAD_REDIRECT", "This address leads to another site.";
    BadCursor = "BAD_CURSOR", "This cursor is not from a list of yours.";
    CursorOtherList = "CURSOR_OTHER_LIST", "This cursor is from a list in another order or with other filters: begin at the first page.";
    BadLimit = "BAD_LIMIT", "The limit must be 1 or more.";
    BadStatus = "BAD_STATUS", "This status is not known: {}.";
    BadChoice = "BAD_CHOICE", "This value is not known here: use one of {}.";
    BadDate = "BAD_DATE", "This is not a date: write 2026-11-21 or 2026-11-21T14:32:00Z.";
    BadMoment = "BAD_MOMENT", "This is not a moment: write 2026-11-29T22:00:00Z.";
    BadZone = "BAD_ZONE", "This time zone is not known: write Europe/Bucharest.";
    BadDay = "BAD_DAY", "This is not a day: write 2026-11-25.";
    BadNumber = "BAD_NUMBER", "This is not a number.";
    BadOption = "BAD_OPTION", "Choose one of the options.";
    BadCui = "BAD_CUI", "This is not a Romanian fiscal code (CUI). Check its digits.";
    MustAccept = "MUST_ACCEPT", "This has to be accepted.";
    Duplicate = "DUPLICATE", "This is there twice.";
    NotForFieldType = "NOT_FOR_FIELD_TYPE", "Only a SELECT has options.";
    BadRange = "BAD_RANGE", "This range ends before it begins.";
    TooManyItems = "TOO_MANY_ITEMS", "These are too many: {} at most.";
    BadScope = "BAD_SCOPE", "This scope is not known: {}.";
    AmountUnit = "AMOUNT_UNIT", "Say the amount in minor units as amountMinor: this body does not tell its unit.";
    AmountFraction = "AMOUNT_FRACTION", "This amount is in minor units and must be a whole number.";
    AmountDecimals = "AMOUNT_DECIMALS", "An amount has at most two decimals.";
    AmountNotPositive = "AMOUNT_NOT_POSITIVE", "The amount must be above zero.";
    AmountTooSmall = "AMOUNT_TOO_SMALL", "The smallest amount here is {}.";
    AmountTooLarge = "AMOUNT_TOO_LARGE", "The largest amount here is {}.";
    AmountNotNumber = "AMOUNT_NOT_NUMBER", "This is not an amount.";
    AmountMismatch = "AMOUNT_MISMATCH", "This link has a fixed price; the amount sent is another one.";
    BadCurrency = "BAD_CURRENCY", "This currency is not known: use RON, EUR, GBP or USD.";
    CurrencyMismatch = "CURRENCY_MISMATCH", "The header and the body name two currencies.";
    TitleMismatch = "TITLE_MISMATCH", "title and name differ: send one of them.";
    PriceTypeUnsupported = "PRICE_TYPE_UNSUPPORTED", "This price type is not known: use FIXED, PAY_WHAT_YOU_WANT or FREE.";
    PaymentTypeUnsupported = "PAYMENT_TYPE_UNSUPPORTED", "This payment type is not known: use ONE_TIME or SUBSCRIPTION.";
    NotForPaymentType = "NOT_FOR_PAYMENT_TYPE", "This does not go with the link's payment type.";
    IntervalMismatch = "INTERVAL_MISMATCH", "recurringInterval and subscriptionInterval differ: send one of them.";
    EmailNeeded = "EMAIL_NEEDED", "A subscription needs the buyer's e-mail.";
    PaidAgain = "PAID_AGAIN", "This link is a subscription: start it at /subscriptions.";
    NotASubscription = "NOT_A_SUBSCRIPTION", "This link is paid once: start it at /payment-intents.";
    SetupUnknown = "SETUP_UNKNOWN", "No card was kept for this: begin again.";
    SetupNotDone = "SETUP_NOT_DONE", "The card is not confirmed yet.";
    SubscriptionOver = "SUBSCRIPTION_OVER", "This subscription has ended.";
    NotForPriceType = "NOT_FOR_PRICE_TYPE", "This does not go with the link's price type.";
    ServiceTypeUnsupported = "SERVICE_TYPE_UNSUPPORTED", "This service type is not known: use SERVICE, DIGITAL_PRODUCT or SUBSCRIPTION.";
    BadCount = "BAD_COUNT", "Use a whole number from 1 to {}.";
    BadRate = "BAD_RATE", "Use 1 to 10000 hundredths of a percent: 2100 is 21 %.";
    BadQuantity = "BAD_QUANTITY", "Choose a whole number in {}.";
    NoQuantity = "NO_QUANTITY", "This is sold one at a time.";
    LimitBelowUsed = "LIMIT_BELOW_USED", "{} are sold or being paid for already.";
    LimitNeedsEmail = "LIMIT_NEEDS_EMAIL", "This needs to know who buys: ask for the e-mail.";
    BuyerLimit = "BUYER_LIMIT", "You have bought this as often as one buyer may, or are paying for it in another window.";
    BadCode = "BAD_CODE", "Use 3 to 32 letters, digits, hyphens and underscores.";
    CodeTaken = "CODE_TAKEN", "You have this code already.";
    DiscountOne = "DISCOUNT_ONE", "Say either percentOff or amountOffMinor.";
    CodeUnknown = "CODE_UNKNOWN", "This code is not known.";
    CodeNotStarted = "CODE_NOT_STARTED", "This code is not valid yet.";
    CodeEnded = "CODE_ENDED", "This code is not valid any more.";
    CodeUsedUp = "CODE_USED_UP", "This code was used as often as it may.";
    CodeOtherOffer = "CODE_OTHER_OFFER", "This code is not for this offer.";
    CodeBuyerLimit = "CODE_BUYER_LIMIT", "You have used this code as often as one buyer may.";
    CodeFirstPurchase = "CODE_FIRST_PURCHASE", "This code is for first purchases only.";
    CodeTooMuch = "CODE_TOO_MUCH", "This code leaves less to pay than cards take.";
    CodeNeedsEmail = "CODE_NEEDS_EMAIL", "This code needs an e-mail, and this offer asks for none.";
    BadSlug = "BAD_SLUG", "Use 3 to 64 small letters, digits and hyphens.";
    SlugReserved = "SLUG_RESERVED", "This address is reserved.";
    SlugTaken = "SLUG_TAKEN", "This address is taken.";
    BadColour = "BAD_COLOUR", "This is not a colour: write # and six hexadecimal digits.";
    BadLogo = "BAD_LOGO", "This is not a picture we can read: send a PNG, JPEG or WebP.";
    LogoTooHeavy = "LOGO_TOO_HEAVY", "This picture is too heavy: 512 kB at most.";
    LogoTooLarge = "LOGO_TOO_LARGE", "This picture is too large: 4000 pixels a side at most.";
    BadSize = "BAD_SIZE", "Use 128 to 1024 pixels.";
    FileUnknown = "FILE_UNKNOWN", "There is no such file: upload it first.";
    FileNotReady = "FILE_NOT_READY", "This file has not arrived yet: send its bytes first.";
    FileTooLarge = "FILE_TOO_LARGE", "This file is too large: {} at most.";
    FileEmpty = "FILE_EMPTY", "Choose a file that is not empty.";
    FileTypeRefused = "FILE_TYPE_REFUSED", "Pages and scripts are not sold as they are: pack them into a ZIP file.";
    BadFileName = "BAD_FILE_NAME", "Use a name of at most {} characters without slashes and the like.";
    BadMediaType = "BAD_MEDIA_TYPE", "Use a media type such as application/pdf.";
    FileTypeMismatch = "FILE_TYPE_MISMATCH", "Send the Content-Type that this address was made for: {}.";
    UploadDone = "UPLOAD_DONE", "This file has arrived already.";
    StorageFull = "STORAGE_FULL", "Your files would be more than {} together.";
    StorageDown = "STORAGE_DOWN", "The file storage does not answer right now. Try again in a minute.";
    FileLinkInvalid = "FILE_LINK_INVALID", "This address of a file is not valid any more. Ask for a new one.";
    PurchaseRevoked = "PURCHASE_REVOKED", "This purchase was refunded: its files are not available any more.";
    NotForServiceType = "NOT_FOR_SERVICE_TYPE", "Only links for a DIGITAL_PRODUCT carry files.";
    Unauthorized = "UNAUTHORIZED", "Unauthorized";
    BadToken = "BAD_TOKEN", "This sign-in link is not valid. Ask for a new one.";
    TokenExpired = "TOKEN_EXPIRED", "This sign-in link has expired. Ask for a new one.";
    TokenUsed = "TOKEN_USED", "This sign-in link was used already. Ask for a new one.";
    OtherBrowser = "OTHER_BROWSER", "This sign-in link was asked for in another browser. Confirm to sign in here.";
    Forbidden = "FORBIDDEN", "You may not do this.";
    ScopeMissing = "SCOPE_MISSING", "This key lacks the scope that the call needs.";
    CrossSite = "CROSS_SITE", "This request came from another site.";
    OnboardingNeeded = "ONBOARDING_NEEDED", "Tell us your name, country and currency first.";
    NotFound = "NOT_FOUND", "Not found.";
    MethodNotAllowed = "METHOD_NOT_ALLOWED", "This address does not take that method.";
    LinkInactive = "LINK_INACTIVE", "This link is not for sale right now.";
    LinkDeleted = "LINK_DELETED", "This link was removed by the seller.";
    LinkNotOpen = "LINK_NOT_OPEN", "This is not for sale yet.";
    LinkClosed = "LINK_CLOSED", "This is not for sale any more.";
    LinkUsedUp = "LINK_USED_UP", "This is sold out.";
    LinkFree = "LINK_FREE", "This link is free: claim it, there is nothing to pay.";
    LinkNotFree = "LINK_NOT_FREE", "This link is not free: pay it.";
    RevisionChanged = "REVISION_CHANGED", "The seller changed this offer. Look at it again before you pay.";
    CannotCharge = "CANNOT_CHARGE", "The seller cannot take payments right now. Try again later or write to the seller.";
    NotPaid = "NOT_PAID", "This payment did not go through.";
    NoBuyerEmail = "NO_BUYER_EMAIL", "The buyer told no e-mail address.";
    BadTaxId = "BAD_TAX_ID", "This is not a tax id: check its digits.";
    InvoiceChanged = "INVOICE_CHANGED", "This invoice was corrected meanwhile. Look at it again.";
    NotConnected = "NOT_CONNECTED", "Connect payments first.";
    KeyNeeded = "IDEMPOTENCY_KEY_NEEDED", "This call moves money: send an Idempotency-Key header.";
    KeyInvalid = "IDEMPOTENCY_KEY_INVALID", "An idempotency key has 1 to 255 visible characters.";
    KeyInFlight = "IDEMPOTENCY_IN_FLIGHT", "The first request with this key is still running.";
    KeyReused = "IDEMPOTENCY_KEY_REUSED", "This idempotency key was used with another request.";
    KeyShownOnce = "IDEMPOTENCY_SHOWN_ONCE", "This was done already and its secret is not shown twice.";
    TooManyKeys = "TOO_MANY_KEYS", "There are {} keys already: revoke one first.";
    TooManyMerchants = "TOO_MANY_MERCHANTS", "You have 20 businesses already.";
    RateLimited = "RATE_LIMITED", "Too many requests. Wait a little and try again.";
    DatabaseBusy = "DATABASE_BUSY", "The database is busy. Try again.";
    StripeDown = "STRIPE_DOWN", "Stripe does not answer right now. Nothing was charged. Try again in a minute.";
    StripeRefused = "STRIPE_REFUSED", "Stripe refused this.";
    BadSignature = "BAD_SIGNATURE", "The signature does not match.";
    Internal = "INTERNAL", "Something broke on our side. It has been logged.";
}

impl Code {
    /// The English sentence, with `detail` in its place.
    #[must_use]
    pub fn sentence(self, detail: Option<&str>) -> String {
        self.template().replace("{}", detail.unwrap_or("?"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for code in Code::ALL {
            assert_eq!(Code::parse(code.as_str()), Some(*code));
        }
    }
}

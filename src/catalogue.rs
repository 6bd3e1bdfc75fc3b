//! Register: every operation. REST, `OpenAPI`, the command line and the tools are this list seen from other
//! doors.

use std::sync::LazyLock;

use crate::api_keys::{CreateApiKey, ExchangeApiKey, ListApiKeys, RevokeApiKey};
use crate::branding::{GetBranding, UpdateBranding};
use crate::checkout_sessions::{
    GetCheckoutSettings, StartHostedCheckout, StartPayment, UpdateCheckoutSettings,
};
use crate::connected_accounts::{
    CreateAccountLink, CreateLoginLink, GetPublishableKey, GetStripeAccount, GetStripeRequirements,
    RefreshStripeAccount,
};
use crate::drafts::DraftPayLink;
use crate::figures::{DismissChecklist, GetOverview, GetPayLinkStats};
use crate::inbox::GetInboxHealth;
use crate::invoices::{
    CompleteInvoice, CorrectInvoice, GetInvoice, GetInvoicePdf, GetInvoiceSettings, ListInvoices,
    UpdateInvoiceSettings,
};
use crate::leads::{ClaimPayLink, ListLeads};
use crate::merchants::{CompleteOnboarding, CreateMerchant, GetMe, SwitchMerchant, UpdateMe};
use crate::operation::{Documented, Entry};
use crate::payment_limits::{GetPaymentLimits, SetPaymentLimits};
use crate::payment_links::{
    AddPayLinkFiles, ArchivePayLink, CreatePayLink, DeletePayLink, DuplicatePayLink, GetPayLink,
    GetPayLinkQr, GetPayLinkStory, GetPublicPayLink, ListPayLinks, ListPublicPayLinks, QuotePayLink,
    RemovePayLinkFile, RestorePayLink, SetPayLinksActive, SetPayLinksArchived, TogglePayLink, UpdatePayLink,
};
use crate::payments::{GetTransaction, ListTransactions};
use crate::products::{
    ArchiveProduct, CreateProduct, GetProduct, ListProducts, RestoreProduct, UpdateProduct,
};
use crate::promotion_codes::{
    CreatePromotionCode, DeactivatePromotionCode, GetPromotionCode, ListPromotionCodes, UpdatePromotionCode,
};
use crate::purchases::{ExportBuyerData, ListPurchases, PresignDownload, RequestErasure};
use crate::receipts::{GetReceiptPdf, ResendReceipt};
use crate::search::Search;
use crate::sessions::{ListSessions, RevokeOtherSessions, RevokeSession};
use crate::sign_in::{RequestMagicLink, VerifyMagicLink};
use crate::subscriptions::{
    CancelOwnSubscription, CancelSubscription, ChangeCard, GetOwnSubscription, GetSubscription,
    ListOwnSubscriptions, ListSubscriptions, ResumeOwnSubscription, ResumeSubscription, StartCardChange,
    StartSubscription,
};
use crate::uploads::PresignUpload;

/// Every operation.
pub static CATALOGUE: &[Entry] = &[
    Entry::of::<RequestMagicLink>(),
    Entry::of::<VerifyMagicLink>(),
    Entry::of::<ExchangeApiKey>(),
    Entry::of::<ListApiKeys>(),
    Entry::of::<CreateApiKey>(),
    Entry::of::<RevokeApiKey>(),
    Entry::of::<ListSessions>(),
    Entry::of::<RevokeSession>(),
    Entry::of::<RevokeOtherSessions>(),
    Entry::of::<GetMe>(),
    Entry::of::<UpdateMe>(),
    Entry::of::<CompleteOnboarding>(),
    Entry::of::<CreateMerchant>(),
    Entry::of::<SwitchMerchant>(),
    Entry::of::<GetBranding>(),
    Entry::of::<UpdateBranding>(),
    Entry::of::<GetCheckoutSettings>(),
    Entry::of::<UpdateCheckoutSettings>(),
    Entry::of::<GetPaymentLimits>(),
    Entry::of::<SetPaymentLimits>(),
    Entry::of::<GetOverview>(),
    Entry::of::<DismissChecklist>(),
    Entry::of::<ListPayLinks>(),
    Entry::of::<CreatePayLink>(),
    Entry::of::<DraftPayLink>(),
    Entry::of::<GetPayLink>(),
    Entry::of::<UpdatePayLink>(),
    Entry::of::<DeletePayLink>(),
    Entry::of::<DuplicatePayLink>(),
    Entry::of::<TogglePayLink>(),
    Entry::of::<SetPayLinksActive>(),
    Entry::of::<ArchivePayLink>(),
    Entry::of::<RestorePayLink>(),
    Entry::of::<SetPayLinksArchived>(),
    Entry::of::<QuotePayLink>(),
    Entry::of::<GetPayLinkStory>(),
    Entry::of::<GetPayLinkQr>(),
    Entry::of::<GetPayLinkStats>(),
    Entry::of::<ListPromotionCodes>(),
    Entry::of::<CreatePromotionCode>(),
    Entry::of::<GetPromotionCode>(),
    Entry::of::<UpdatePromotionCode>(),
    Entry::of::<DeactivatePromotionCode>(),
    Entry::of::<AddPayLinkFiles>(),
    Entry::of::<RemovePayLinkFile>(),
    Entry::of::<PresignUpload>(),
    Entry::of::<ListProducts>(),
    Entry::of::<CreateProduct>(),
    Entry::of::<GetProduct>(),
    Entry::of::<UpdateProduct>(),
    Entry::of::<ArchiveProduct>(),
    Entry::of::<RestoreProduct>(),
    Entry::of::<ListTransactions>(),
    Entry::of::<GetTransaction>(),
    Entry::of::<ListLeads>(),
    Entry::of::<ListPurchases>(),
    Entry::of::<PresignDownload>(),
    Entry::of::<ListOwnSubscriptions>(),
    Entry::of::<GetOwnSubscription>(),
    Entry::of::<CancelOwnSubscription>(),
    Entry::of::<ResumeOwnSubscription>(),
    Entry::of::<StartCardChange>(),
    Entry::of::<ChangeCard>(),
    Entry::of::<ExportBuyerData>(),
    Entry::of::<RequestErasure>(),
    Entry::of::<ListSubscriptions>(),
    Entry::of::<GetSubscription>(),
    Entry::of::<CancelSubscription>(),
    Entry::of::<ResumeSubscription>(),
    Entry::of::<GetReceiptPdf>(),
    Entry::of::<ResendReceipt>(),
    Entry::of::<ListInvoices>(),
    Entry::of::<GetInvoice>(),
    Entry::of::<GetInvoicePdf>(),
    Entry::of::<CorrectInvoice>(),
    Entry::of::<GetInvoiceSettings>(),
    Entry::of::<UpdateInvoiceSettings>(),
    Entry::of::<CompleteInvoice>(),
    Entry::of::<Search>(),
    Entry::of::<GetStripeAccount>(),
    Entry::of::<RefreshStripeAccount>(),
    Entry::of::<GetStripeRequirements>(),
    Entry::of::<CreateAccountLink>(),
    Entry::of::<CreateLoginLink>(),
    Entry::of::<GetInboxHealth>(),
    Entry::of::<GetPublishableKey>(),
    Entry::of::<ListPublicPayLinks>(),
    Entry::of::<GetPublicPayLink>(),
    Entry::of::<StartPayment>(),
    Entry::of::<ClaimPayLink>(),
    Entry::of::<StartSubscription>(),
    Entry::of::<StartHostedCheckout>(),
];

/// What pages of documentation say of every operation, in the same order; made once.
#[must_use]
pub fn documentation() -> &'static [Documented] {
    static ALL: LazyLock<Vec<Documented>> = LazyLock::new(|| CATALOGUE.iter().map(Documented::of).collect());
    &ALL
}

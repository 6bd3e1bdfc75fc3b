//! The pay page as its script and its readers find it.

use super::*;
use crate::site::Assets;
use paylinks::branding::Brand;
use paylinks::checkout_sessions::Wish;
use paylinks::language::Language;
use paylinks::money::Currency;
use paylinks::payment_links::Details;

static ASSETS: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(Assets::default);

fn terms() -> Terms {
    Terms {
        slug: "ceai".into(),
        title: "Ceai <b>verde</b>".into(),
        description: String::new(),
        price_type: PriceType::Fixed,
        service_type: "SERVICE".into(),
        payment_type: "ONE_TIME".into(),
        amount_minor: 14_900,
        currency: Currency::Ron,
        collect_email: true,
        collect_name: false,
        collect_phone: true,
        collect_address: true,
        thank_you_message: String::new(),
        success_url: None,
        cancel_url: Some("https://shop.example/?a=\"><script>".into()),
        active: true,
        details: Details::default(),
    }
}

fn page(language: Language) -> String {
    page_of(language, Seller { name: "Ana".into(), ..Seller::default() })
}

fn page_of(language: Language, seller: Seller) -> String {
    html_of(language, terms(), seller)
}

fn html_of(language: Language, terms: Terms, seller: Seller) -> String {
    let site = Site { language, sandbox: false, theme: crate::site::Theme::System, assets: &ASSETS };
    let pay = PayForm {
        stripe_js: "https://js.stripe.com/endive/stripe.js".into(),
        publishable_key: "pk_test_1".into(),
        account: "acct_1".into(),
        hosted: false,
        origin: "https://pay.example.com".into(),
        now: Timestamp(0),
    };
    let config = paylinks::config::Config::read(&|_| None).unwrap();
    let order = Wish::default().nearest(&terms).order(&terms, &config).unwrap();
    view! { <OfferPage site=site terms=terms order=order revision=3 seller=seller pay=pay /> }.to_html()
}

#[test]
fn the_script_finds_what_it_needs() {
    let html = page(Language::Ro);
    for part in [
        "data-publishable-key=\"pk_test_1\"",
        "data-account=\"acct_1\"",
        "data-start-url=\"/api/v1/paylinks/public/ceai/payment-intents\"",
        "data-return-url=\"https://pay.example.com/p/ceai/return\"",
        "data-amount-minor=\"14900\"",
        "data-revision=\"3\"",
        "data-locale=\"ro\"",
        "name=\"email\"",
        "name=\"phone\"",
        "name=\"address[postalCode]\"",
        "id=\"payment-element\"",
        "id=\"checkout-error\"",
        "<noscript>",
        "Plătește 149,00\u{a0}RON</button>",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("name=\"name\""), "only what the link asks for");
    assert!(page(Language::En).contains("Pay 149.00\u{a0}RON</button>"));
}

#[test]
fn a_buyer_who_chooses_finds_a_field_and_what_was_suggested() {
    let details = Details {
        suggested_amounts_minor: vec![5_000, 9_950],
        max_amount_minor: Some(20_000),
        ..Details::default()
    };
    let terms = Terms { price_type: PriceType::PayWhatYouWant, amount_minor: 2_000, details, ..terms() };
    let html = html_of(Language::Ro, terms, Seller { name: "Ana".into(), ..Seller::default() });
    for part in [
        "data-amount-minor=\"2000\"",
        "data-max-minor=\"20000\"",
        "data-word-amount=\"De la 20,00\u{a0}RON până la 200,00\u{a0}RON.\"",
        "name=\"amount\" value=\"50,00\"",
        "data-amount=\"99,50\" class=\"button\">99,50\u{a0}RON</button>",
        "Plătește <span data-total=\"\">50,00\u{a0}RON</span></span></button>",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!page(Language::En).contains("name=\"amount\""), "a fixed price is not asked for");
}

#[test]
fn a_seller_shows_logo_and_accent() {
    assert!(page(Language::En).contains("data-initial=\"A\""));
    let brand = Brand {
        accent: Some("a03060".into()),
        logo_hash: Some("0f".into()),
        logo_width: Some(256),
        logo_height: Some(128),
    };
    let html = page_of(Language::En, Seller { name: "Ana & \"Co\"".into(), brand, ..Seller::default() });
    for part in [
        "src=\"/brand/0f.png\"",
        "width=\"256\"",
        "alt=\"Logo of Ana &amp; &quot;Co&quot;\"",
        "/a03060/checkout.css\"",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("data-initial"), "no initial beside a logo");
}

#[test]
fn what_a_seller_writes_stays_text() {
    let html = page(Language::En);
    assert!(html.contains("Ceai &lt;b&gt;verde"), "{html}");
    assert!(!html.contains("\"><script>") && !html.contains("<b>"), "{html}");
}

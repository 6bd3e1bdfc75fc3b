//! Sentences as people write them.

use super::*;

fn notes(draft: &Draft) -> Vec<NoteCode> {
    draft.notes.iter().map(|note| note.code).collect()
}

#[test]
fn a_price_and_a_title_are_read_in_both_languages() {
    for (sentence, title, minor, currency) in [
        ("A cooking course for beginners, 99 RON", "Cooking course for beginners", 9900, Currency::Ron),
        ("Curs de gătit pentru începători, 99 lei", "Curs de gătit pentru începători", 9900, Currency::Ron),
        ("Create a payment link for a React course at 149 RON", "React course", 14_900, Currency::Ron),
        ("Creează un link de plată pentru ședință foto, 350,50 lei", "Ședință foto", 35_050, Currency::Ron),
        ("Consultation at €80.", "Consultation", 8000, Currency::Eur),
        ("Handmade mug £24.50", "Handmade mug", 2450, Currency::Gbp),
        ("$1,249.50 laptop", "Laptop", 124_950, Currency::Usd),
        ("Masă de stejar 1 249,00 lei", "Masă de stejar", 124_900, Currency::Ron),
        ("vreau să vând o rochie la 200 de lei", "Rochie", 20_000, Currency::Ron),
        ("10 photos, edited, for 49.99EUR", "10 photos, edited", 4999, Currency::Eur),
        ("Tea at two, 20 RON", "Tea at two", 2000, Currency::Ron),
        ("Make-up course, 20 RON", "Make-up course", 2000, Currency::Ron),
        ("20 RON", "", 2000, Currency::Ron),
    ] {
        let draft = read(sentence);
        assert_eq!(draft.title, title, "{sentence}");
        assert_eq!((draft.amount_minor, draft.currency), (Some(minor), Some(currency)), "{sentence}");
        let wanted = if title.is_empty() { vec![NoteCode::TitleMissing] } else { vec![] };
        assert_eq!(notes(&draft), wanted, "{sentence}");
        assert_eq!((draft.pricing, draft.rhythm), (Pricing::Fixed, None), "{sentence}");
    }
}

#[test]
fn a_rhythm_makes_a_subscription() {
    for (sentence, title, rhythm, trial) in [
        ("Yoga club 29.99 RON/month", "Yoga club", Rhythm::Month, None),
        ("Abonament la sală, 150 lei pe lună", "Abonament la sală", Rhythm::Month, None),
        ("A 29.99 RON monthly membership with 14 days free", "Membership", Rhythm::Month, Some(14)),
        ("Monthly membership, 29.99 RON", "Monthly membership", Rhythm::Month, None),
        ("Newsletter for 5 EUR a week", "Newsletter", Rhythm::Week, None),
        ("Abonament anual 300 lei, primele 7 zile gratuite", "Abonament anual", Rhythm::Year, Some(7)),
        (
            "Software licence 60 USD every six months, a 7-day trial",
            "Software licence",
            Rhythm::SixMonths,
            Some(7),
        ),
    ] {
        let draft = read(sentence);
        assert_eq!(
            (draft.title.as_str(), draft.rhythm, draft.trial_days),
            (title, Some(rhythm), trial),
            "{sentence}"
        );
        assert_eq!(notes(&draft), vec![], "{sentence}");
    }
    assert_eq!(notes(&read("Membership, 20 EUR")), vec![NoteCode::IntervalAssumed]);
    let unsure = read("Weekly yoga class, 50 lei");
    assert_eq!((unsure.rhythm, notes(&unsure)), (None, vec![NoteCode::IntervalUnsure]));
    let daily = read("Coffee, 10 lei per day");
    assert_eq!((daily.rhythm, notes(&daily)), (None, vec![NoteCode::IntervalUnknown]));
}

#[test]
fn buyers_may_choose_or_pay_nothing() {
    let from = read("Pay what you want consultation from 50 EUR");
    assert_eq!(
        (from.pricing, from.amount_minor, from.title.as_str()),
        (Pricing::Open, Some(5000), "Consultation")
    );
    let between = read("Atelier de olărit, între 50 și 200 lei");
    assert_eq!((between.amount_minor, between.max_amount_minor), (Some(5000), Some(20_000)), "{between:?}");
    assert_eq!((between.pricing, between.title.as_str()), (Pricing::Open, "Atelier de olărit"));
    let gift = read("Donation for the shelter, 20 lei or 50 lei");
    assert_eq!((gift.amount_minor, gift.suggested_amounts_minor.as_slice()), (None, &[2000, 5000][..]));
    let free = read("Free yoga class in the park");
    assert_eq!((free.pricing, free.amount_minor, notes(&free)), (Pricing::Free, None, vec![]));
    assert_eq!(read("Gluten-free bread, 20 lei").pricing, Pricing::Fixed);
    assert_eq!(read("Gluten-free bread").pricing, Pricing::Fixed);
}

#[test]
fn kinds_and_places_are_read() {
    assert!(read("E-book about tea, 9 EUR").digital);
    assert!(!read("Cooking course, 9 EUR").digital);
    let places = read("Atelier de ceramică, 120 lei, doar 10 locuri");
    assert_eq!((places.max_uses, places.title.as_str()), (Some(10), "Atelier de ceramică"));
    let first = read("A course at 149 RON for the first 50 buyers. You learn a lot.");
    assert_eq!((first.max_uses, first.description.as_str()), (Some(50), "You learn a lot."), "{first:?}");
}

#[test]
fn what_is_not_clear_is_said_and_not_guessed() {
    for (sentence, code, text) in [
        ("A cooking course", NoteCode::AmountMissing, ""),
        ("Photoshop 2024 course for 10 people", NoteCode::AmountMissing, ""),
        ("Table at 1.249 lei", NoteCode::AmountUnclear, "1.249 lei"),
        ("House at 2 mii lei", NoteCode::AmountUnclear, "2 mii lei"),
        ("Gum at 50 bani", NoteCode::AmountUnclear, "50 bani"),
        ("Watch for 100 CHF", NoteCode::CurrencyUnknown, "100 CHF"),
        ("Watch for 100 zloți", NoteCode::CurrencyUnknown, "100 zloți"),
        ("Gum, 1 leu", NoteCode::AmountOutOfRange, "1 leu"),
        ("House at 99999999999999999999 lei", NoteCode::AmountUnclear, "99999999999999999999 lei"),
    ] {
        let draft = read(sentence);
        assert_eq!(draft.amount_minor, None, "{sentence}");
        assert_eq!(draft.notes, vec![DraftNote::new(code, text)], "{sentence}");
    }
    let assumed = read("React course at 149");
    assert_eq!((assumed.amount_minor, notes(&assumed)), (Some(14_900), vec![NoteCode::CurrencyAssumed]));
    let several = read("Tea 20 lei, with cake 30 lei");
    assert_eq!((several.amount_minor, notes(&several)), (Some(2000), vec![NoteCode::AmountSeveral]));
    let more = read("Course, 100 lei, 20% off until Sunday midnight");
    let told: Vec<&str> = more.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!((more.amount_minor, told), (Some(10_000), vec!["20%", "until Sunday midnight"]));
}

#[test]
fn any_text_is_read_without_harm() {
    for text in [
        "",
        " ",
        "€",
        "%",
        "5",
        "de lei",
        "- - -",
        "ș€5%/",
        "1 2 3 4",
        "(((",
        "99 99 RON RON",
        "\u{202e}5 lei",
    ] {
        read(text);
        prices(text);
    }
    let long = "word ".repeat(100);
    let draft = read(&long);
    assert!(draft.title.chars().count() <= 120 && !draft.description.is_empty());
}

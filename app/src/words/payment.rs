//! One payment.

use super::room;

room! {
    Payment {
        bought: "{} for {} on {}", "{}, pentru {}, pe {}";
        unknown_buyer: "A buyer", "Un cumpărător";
        money: "Where the money goes", "Unde se duc banii";
        buyer_paid: "Buyer paid", "Cumpărătorul a plătit";
        platform_fee: "Platform fee", "Comisionul platformei";
        net: "You receive before Stripe’s fee", "Îți rămân înainte de comisionul Stripe";
        stripe_fee: "Stripe fee", "Comisionul Stripe";
        settled: "Settled to your balance", "Intrat în soldul tău";
        soon: "Stripe tells us soon", "Stripe ne spune în curând";
        happened: "What happened", "Ce s-a întâmplat";
        nothing: "Nothing yet.", "Încă nimic.";
        facts: "Facts", "Date";
        buyer: "Buyer", "Cumpărător";
        email: "E-mail", "E-mail";
        phone: "Phone", "Telefon";
        address: "Address", "Adresă";
        card: "Card", "Card";
        link: "Link", "Link";
        number: "Number", "Număr";
        at_stripe: "At Stripe", "La Stripe";
        receipt: "Receipt", "Chitanță";
        why_failed: "Why it failed", "De ce a eșuat";
        by_buyer: "Buyer", "Cumpărător";
        by_person: "Person", "Persoană";
        by_key: "API key", "Cheie API";
        by_system: "paylinks", "paylinks";
        by_stripe: "Stripe", "Stripe";
        refunded: "Given back", "Dat înapoi";
        paid_late:
            "This was paid after the link had stopped selling. Deliver it, or give the money back at Stripe.",
            "S-a plătit după ce linkul se oprise. Livrează sau dă banii înapoi din Stripe.";
    }
}

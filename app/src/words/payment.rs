//! One payment.

use super::room;

room! {
    Payment {
        bought: "{} bought {} on {} UTC.", "{} a cumpărat {} pe {} UTC.";
        began: "{} began to pay for {} on {} UTC and has not finished.", "{} a început să plătească {} pe {} UTC și nu a terminat.";
        tried: "{} tried to pay for {} on {} UTC. Another try may follow.", "{} a încercat să plătească {} pe {} UTC. Mai poate încerca.";
        gave_up: "{} did not pay for {}, begun on {} UTC.", "{} nu a plătit {}, început pe {} UTC.";
        unknown_buyer: "A buyer", "Un cumpărător";
        money: "Where the money goes", "Unde se duc banii";
        buyer_paid: "Buyer paid", "Cumpărătorul a plătit";
        platform_fee: "Platform fee", "Comisionul platformei";
        net: "You receive before Stripe’s fee", "Îți rămân înainte de comisionul Stripe";
        receive: "You receive", "Îți rămân";
        no_money: "No money moved.", "Nu s-au mișcat bani.";
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
        number: "Receipt no.", "Chitanța nr.";
        id: "Payment", "Plata";
        copy_number: "Copy the receipt’s number", "Copiază numărul chitanței";
        copy_id: "Copy the payment’s id", "Copiază identificatorul plății";
        copy_stripe: "Copy Stripe’s id", "Copiază identificatorul Stripe";
        all_of_buyer: "All payments of this buyer", "Toate plățile cumpărătorului";
        all_of_link: "All payments of this link", "Toate plățile linkului";
        raw: "Raw data", "Date brute";
        at_stripe: "At Stripe", "La Stripe";
        receipt: "Receipt", "Chitanță";
        receipt_pdf: "PDF", "PDF";
        send_again: "Send the receipt again", "Trimite chitanța din nou";
        sent_again: "The receipt is on its way.", "Chitanța este pe drum.";
        stripe_receipt: "Stripe’s receipt", "Chitanța Stripe";
        open: "Open", "Deschide";
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

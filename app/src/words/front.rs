//! The front page.

use super::room;

room! {
    Front {
        title: "Sell with a link", "Vinde cu un link";
        found:
            "Payment links on your own Stripe account: say what you sell, share the link, get paid by card.",
            "Linkuri de plată pe contul tău Stripe: spui ce vinzi, trimiți linkul, încasezi cu cardul.";
        lead:
            "Make a payment link, send it, get paid by card to your own Stripe account. \
           No shop to build.",
            "Faci un link de plată, îl trimiți și încasezi cu cardul, direct în contul tău Stripe. \
           Fără magazin de construit.";
        how: "How it works", "Cum merge";
        step_1: "Connect Stripe", "Conectează Stripe";
        step_1_text:
            "Your own account, or a new one on the way. The money goes straight there.",
            "Contul tău sau unul nou, deschis pe parcurs. Banii ajung direct acolo.";
        step_2: "Say what you sell", "Spune ce vinzi";
        step_2_text:
            "A title, a price, and what you need to know of the buyer.",
            "Un titlu, un preț și ce vrei să afli despre cumpărător.";
        step_3: "Share the link", "Trimite linkul";
        step_3_text:
            "The buyer pays and gets a receipt. You see the payment at once.",
            "Cumpărătorul plătește și primește chitanța. Tu vezi plata imediat.";
        sign_in: "Sign in or start", "Intră sau începe";
        demo: "See a live pay page", "Vezi o pagină de plată";
        demo_note:
            "Pay there with test card 4242 4242 4242 4242, any future date, any three digits.",
            "Plătește acolo cu cardul de probă 4242 4242 4242 4242, orice dată viitoare, orice trei cifre.";
        no_demo:
            "No pay page to show yet. Sign in and make a link, or fill this sandbox with a demo shop:",
            "Încă nu este nicio pagină de plată de arătat. Intră și fă un link sau umple mediul de test \
           cu un magazin de probă:";
        example: "Example", "Exemplu";
        picture:
            "A pay page for a video course at {}, and the news that it was paid.",
            "O pagină de plată pentru un curs video de {} și vestea că a fost plătit.";
        shop: "Atelier Lumina", "Atelier Lumina";
        sold: "Window light, a video course", "Lumină de fereastră, curs video";
        buyer: "Elena Dumitrescu", "Elena Dumitrescu";
        card: "Card", "Card";
        pay: "Pay {}", "Plătește {}";
        paid: "Paid just now", "Plătit chiar acum";
    }
}

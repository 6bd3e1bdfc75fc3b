//! The front page.

use super::room;

room! {
    Front {
        title: "Sell with a link", "Vinde cu un link";
        lead:
            "Make a payment link, send it, get paid by card to your own Stripe account. \
           No shop to build.",
            "Faci un link de plată, îl trimiți și încasezi cu cardul, direct în contul tău Stripe. \
           Fără magazin de construit.";
        step_1:
            "Connect your Stripe account, or open one on the way.",
            "Conectează-ți contul Stripe sau deschide unul pe parcurs.";
        step_2: "Say what you sell and what it costs.", "Spune ce vinzi și cât costă.";
        step_3:
            "Share the link. The buyer pays and gets a receipt, you see the money.",
            "Trimite linkul. Cumpărătorul plătește și primește chitanța, tu vezi banii.";
        sign_in: "Sign in or start", "Intră sau începe";
    }
}

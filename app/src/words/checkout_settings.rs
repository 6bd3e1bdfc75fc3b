//! How buyers pay, as the merchant decides.

use super::room;

room! {
    CheckoutSettings {
        title: "Checkout", "Plata";
        intro:
            "Where your buyers enter their card.",
            "Unde își introduc cumpărătorii cardul.";
        hosted: "Pay on Stripe’s own page", "Plata pe pagina Stripe";
        hosted_hint:
            "Buyers leave your pay page for Stripe’s and come back when they have paid. Buyers without JavaScript always pay there.",
            "Cumpărătorii trec de pe pagina ta pe cea a Stripe și se întorc după ce au plătit. Cei fără JavaScript plătesc mereu acolo.";
    }
}

//! The first page of the dashboard.

use super::room;

room! {
    Home {
        title: "Home", "Acasă";
        hello: "Hello, {}", "Salut, {}";
        today_none: "{}. Nothing paid since midnight (UTC).", "{}. Nicio plată de la miezul nopții (UTC).";
        today_one: "{}. One payment since midnight (UTC), {}.", "{}. O plată de la miezul nopții (UTC), {}.";
        today_many: "{}. {} payments since midnight (UTC), {}.", "{}. {} plăți de la miezul nopții (UTC), {}.";
        revenue: "Revenue", "Încasări";
        today: "Today", "Azi";
        week: "7 days", "7 zile";
        four_weeks: "4 weeks", "4 săptămâni";
        quarter: "3 months", "3 luni";
        year: "12 months", "12 luni";
        total: "All time", "De la început";
        since_start: "since the first sale", "de la prima vânzare";
        from_yesterday: "all of yesterday {}", "ieri toată ziua {}";
        also: "Also {}.", "Și {}.";
        show_currency: "Show {}", "Arată {}";
        in_currency: "In {}", "În {}";
        period: "Period", "Perioada";
        by_day: "Revenue by day", "Încasări pe zile";
        this_period: "This period", "Perioada aceasta";
        period_before: "The period before", "Perioada dinainte";
        payments: "Payments", "Plăți";
        visits: "Visits", "Vizite";
        who_pay: "Visitors who pay", "Vizitatori care plătesc";
        refunded: "Refunded", "Returnat";
        points: "{} points", "{} puncte";
        recent: "Recent payments", "Plăți recente";
        all_payments: "All payments", "Toate plățile";
        buyer: "Buyer", "Cumpărător";
        when: "When", "Când";
        paid_with: "Paid with", "Plătit cu";
        status: "Status", "Stare";
        amount: "Amount", "Sumă";
        no_payments: "No payments yet", "Nicio plată încă";
        no_payments_text:
            "Share a link. Everyone who pays shows up here at once.",
            "Trimite un link. Oricine plătește apare aici imediat.";
        attention: "Needs attention", "Cere atenție";
        nothing_attention: "Nothing. All is well.", "Nimic. Totul este bine.";
        setting_up: "Finish setting up", "Termină pregătirile";
        progress: "{} of {}", "{} din {}";
        dismiss: "Put this away", "Ascunde lista";
        step_connect: "Connect payments", "Conectează plățile";
        step_link: "Make a first link", "Fă primul link";
        step_test: "Pay it once yourself", "Plătește-l o dată chiar tu";
        step_share: "Share it", "Trimite-l mai departe";
        step_sale: "First sale", "Prima vânzare";
        start: "Start", "Începe";
        not_connected: "Payments are not connected", "Plățile nu sunt conectate";
        not_connected_text: "Links cannot take money before that.", "Până atunci linkurile nu pot încasa.";
        cannot_charge: "Your account cannot take payments", "Contul tău nu poate încasa";
        cannot_charge_text: "Stripe holds it back. See what it asks for.", "Stripe îl oprește. Vezi ce cere.";
        cannot_pay_out: "Payouts are on hold", "Plățile către tine sunt oprite";
        cannot_pay_out_text: "Stripe takes money but does not send it on yet.", "Stripe încasează, dar încă nu trimite mai departe.";
        past_due: "Stripe is waiting for you", "Stripe te așteaptă";
        past_due_text: "{} answers are overdue.", "{} răspunsuri au întârziat.";
        due: "Stripe asks for something", "Stripe cere ceva";
        due_text: "{} answers.", "{} răspunsuri.";
        due_by: "{} answers by {}.", "{} răspunsuri până la {}.";
        turned_away: "Visitors could not pay", "Vizitatori care nu au putut plăti";
        turned_away_text:
            "{} visits in 7 days found a link that cannot take money.",
            "{} vizite în 7 zile au găsit un link care nu poate încasa.";
        paid_late: "Paid after the link was off", "Plătit după oprirea linkului";
        paid_late_text: "{} payments. Deliver, or give the money back.", "{} plăți. Livrează sau returnează banii.";
        receipt_lost: "Receipts not delivered", "Chitanțe nelivrate";
        receipt_lost_text: "{} mails to buyers were given up.", "Am renunțat la {} mesaje către cumpărători.";
        sale_mail_lost: "Mails to you not delivered", "Mesaje către tine nelivrate";
        sale_mail_lost_text: "{} mails about sales were given up.", "Am renunțat la {} mesaje despre vânzări.";
        look: "Look", "Vezi";
        complete: "Answer Stripe", "Răspunde la Stripe";
    }
}

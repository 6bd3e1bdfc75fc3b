//! Sign-in.

use super::room;

room! {
    SignIn {
        title: "Sign in", "Intră în cont";
        found:
            "Sign in to paylinks by e-mail, without a password, or open an account with the same link.",
            "Intră în contul paylinks prin e-mail, fără parolă, sau deschide unul cu același link.";
        intro:
            "No password. We e-mail you a link that works once, for 10 minutes.",
            "Fără parolă. Îți trimitem pe e-mail un link care merge o singură dată, timp de 10 minute.";
        email: "E-mail", "E-mail";
        submit: "E-mail me a link", "Trimite-mi linkul";
        new_here:
            "New here? The same link opens your account.",
            "Ești la prima vizită? Același link îți deschide contul.";
        sent_title: "Check your mail", "Uită-te în e-mail";
        sent_intro:
            "We sent a link to {}. It works once, for 10 minutes.",
            "Am trimis un link la {}. Merge o singură dată, timp de 10 minute.";
        sent_nothing:
            "Nothing there after a minute? Look in the spam folder, or ask again.",
            "Nu a venit nimic într-un minut? Caută în spam sau cere altul.";
        ask_again: "Ask again", "Cere alt link";
        sent_sandbox:
            "Sandbox: the link that we just mailed",
            "Mediu de test: linkul pe care tocmai l-am trimis";
        open_link: "Open the sign-in link", "Deschide linkul de intrare";
        confirm_title: "Sign in", "Intră în cont";
        confirm_intro: "You are signing in as {}.", "Intri în cont ca {}.";
        confirm_submit: "Sign in", "Intră în cont";
        other_title: "Is it you?", "Tu ești?";
        other_intro:
            "This link was asked for in another browser, for {}. \
           If you did not ask for it, close this page: the link does nothing by itself.",
            "Linkul acesta a fost cerut din alt browser, pentru {}. \
           Dacă nu l-ai cerut tu, închide pagina: linkul nu face nimic singur.";
        other_submit: "Sign in here anyway", "Intră totuși de aici";
        bad_title: "This sign-in link does not work", "Linkul acesta de intrare nu mai merge";
    }
}

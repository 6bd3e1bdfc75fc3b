//! Days and moments in words.

use super::room;

room! {
    Moments {
        monday: "Monday", "luni";
        tuesday: "Tuesday", "marți";
        wednesday: "Wednesday", "miercuri";
        thursday: "Thursday", "joi";
        friday: "Friday", "vineri";
        saturday: "Saturday", "sâmbătă";
        sunday: "Sunday", "duminică";
        zone: "{} time", "ora din {}";
        end_of: "the end of {}, {}", "sfârșitul zilei de {}, {}";
        until: "Until {}.", "Până la {}.";
        opens: "It opens on {}.", "Se deschide {}.";
        closed: "It was for sale until {}.", "A fost de vânzare până la {}.";
    }
}

"""A shop with one event, one ticket and 10 000 paid orders, through pretix's own models: run by ./run."""

import os
import random
from datetime import timedelta
from decimal import Decimal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretix.settings")
django.setup()

from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import (
    Event, Item, Order, OrderPayment, OrderPosition, Organizer, Quota, Team, User,
)

ORDERS = 10_000
PRICE = Decimal("149.00")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ3789"


@scopes_disabled()
def fill():
    chance = random.Random(1)
    today = now()
    owner = User.objects.create_user("owner@example.com", os.environ["PEER_PASSWORD"], fullname="Owner")
    organizer = Organizer.objects.create(name="Atelier Lumina", slug="atelier")
    event = Event.objects.create(
        organizer=organizer, name="Window light, a course", slug="course", currency="EUR", live=True,
        date_from=today + timedelta(days=60), is_public=True, plugins="pretix.plugins.banktransfer",
    )
    event.settings.set("payment_banktransfer__enabled", True)
    event.settings.set("timezone", "Europe/Bucharest")
    team = Team.objects.create(
        organizer=organizer, name="Owners", all_events=True, **every_right(),
    )
    team.members.add(owner)
    item = Item.objects.create(
        event=event, name="Course", default_price=PRICE, active=True, admission=True,
        description="Twelve lessons about the light of a window.",
    )
    quota = Quota.objects.create(event=event, name="Places", size=None)
    quota.items.add(item)
    codes = set()
    while len(codes) < ORDERS:
        codes.add("".join(chance.choices(LETTERS, k=5)))
    orders = Order.objects.bulk_create([
        Order(
            event=event, organizer=organizer, code=code, status=Order.STATUS_PAID, email=f"buyer{number}@example.org",
            datetime=today - timedelta(minutes=52 * number), expires=today + timedelta(days=14),
            total=PRICE, locale="en", sales_channel=channel(organizer),
        )
        for number, code in enumerate(sorted(codes))
    ], batch_size=500)
    OrderPosition.objects.bulk_create([
        OrderPosition(
            order=order, item=item, price=PRICE, positionid=1, organizer_id=organizer.pk,
            attendee_name_parts={"_scheme": "full", "full_name": f"Buyer {number}"},
            secret=f"secret{number:08}", pseudonymization_id=f"P{number:08}", tax_rate=Decimal("0.00"), tax_value=Decimal("0.00"),
        )
        for number, order in enumerate(orders)
    ], batch_size=500)
    OrderPayment.objects.bulk_create([
        OrderPayment(
            order=order, local_id=1, state=OrderPayment.PAYMENT_STATE_CONFIRMED, amount=PRICE,
            provider="banktransfer", payment_date=order.datetime, info="{}",
        )
        for order in orders
    ], batch_size=500)


def every_right():
    names = [field.name for field in Team._meta.fields]
    return {name: True for name in names if name.startswith("can_") or name.startswith("all_") and name != "all_events"}


def channel(organizer):
    if not hasattr(channel, "web"):
        channel.web = organizer.sales_channels.get(identifier="web")
    return channel.web


fill()

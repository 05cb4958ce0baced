from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from portal.accounts.actions import reset_second_factor
from portal.accounts.models import User


class Command(BaseCommand):
    help = "Removes the passkeys, authenticator app and recovery codes of somebody who has lost them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address of the account")

    def handle(self, *, email: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError(f"There is no account with the address {email}.") from None
        if reset_second_factor(user):
            self.stdout.write(f"{user.email} signs in with the password alone and has been told so by mail.")
        else:
            self.stdout.write(f"{user.email} had no second factor.")

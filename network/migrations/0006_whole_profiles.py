"""Profiles in full, the steps of a membership, nominations."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import network.models.codes
import taggit.managers
from django.conf import settings
from django.db import migrations, models

from portal.accounts.append_only import refuse_updates


def date_applications(apps, schema_editor):
    """Nothing says when those who belong already applied; not later than they were admitted."""
    Membership = apps.get_model("network", "Membership")
    Membership.objects.update(applied=models.F("since"))


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0005_networks_say_when_they_were_added'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('vocabulary', '0003_availabilities'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MemberAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(max_length=2, validators=[network.models.codes.validate_country], verbose_name='country')),
            ],
            options={
                'verbose_name': 'country of advice',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MemberLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, verbose_name='what it is')),
                ('url', models.CharField(max_length=500, validators=[django.core.validators.URLValidator(schemes=['https', 'http'])], verbose_name='address')),
            ],
            options={
                'verbose_name': 'link',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MemberPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=32, unique=True, verbose_name='digest')),
                ('added', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
            ],
            options={
                'verbose_name': 'photo',
                'verbose_name_plural': 'photos',
            },
        ),
        migrations.CreateModel(
            name='MemberPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('published_in', models.CharField(blank=True, max_length=250, verbose_name='published in')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('url', models.CharField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(schemes=['https', 'http'])], verbose_name='address')),
            ],
            options={
                'verbose_name': 'publication',
                'ordering': ['-year', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(choices=[('applied', 'applied'), ('asked', 'asked back'), ('answered', 'answered'), ('approved', 'approved'), ('declined', 'declined'), ('withdrawn', 'withdrawn'), ('left', 'left'), ('removed', 'removed'), ('appointed', 'made coordinator'), ('dismissed', 'no longer coordinator'), ('exported', 'in a list that a coordinator saved')], max_length=9, verbose_name='event')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='text')),
                ('evidence', models.TextField(blank=True, max_length=4000, verbose_name='evidence')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
            ],
            options={
                'verbose_name': 'step of a membership',
                'verbose_name_plural': 'steps of memberships',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=4000, verbose_name='reason')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
            ],
            options={
                'verbose_name': 'nomination',
                'verbose_name_plural': 'nominations',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TaggedMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': "word of one's own",
            },
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_has_a_known_state',
        ),
        migrations.AddField(
            model_name='member',
            name='advises_in_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='members', max_length=8, verbose_name='the countries I can advise on'),
        ),
        migrations.AddField(
            model_name='member',
            name='availabilities',
            field=models.ManyToManyField(blank=True, related_name='+', to='vocabulary.availability', verbose_name='available for'),
        ),
        migrations.AddField(
            model_name='member',
            name='availability_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='members', max_length=8, verbose_name='what I am available for'),
        ),
        migrations.AddField(
            model_name='member',
            name='contact_email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='e-mail address to show'),
        ),
        migrations.AddField(
            model_name='member',
            name='contact_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='nobody', max_length=8, verbose_name='my e-mail address and telephone'),
        ),
        migrations.AddField(
            model_name='member',
            name='edited',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='last edited'),
        ),
        migrations.AddField(
            model_name='member',
            name='exposure_chosen',
            field=models.DateTimeField(editable=False, null=True, verbose_name='decided who may find me'),
        ),
        migrations.AddField(
            model_name='member',
            name='featured',
            field=models.BooleanField(default=False, verbose_name='on the home page, in letters and leaflets'),
        ),
        migrations.AddField(
            model_name='member',
            name='in_downloads',
            field=models.BooleanField(default=False, verbose_name='in downloads'),
        ),
        migrations.AddField(
            model_name='member',
            name='in_search_engines',
            field=models.BooleanField(default=False, verbose_name='in search engines'),
        ),
        migrations.AddField(
            model_name='member',
            name='links_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='members', max_length=8, verbose_name='my links'),
        ),
        migrations.AddField(
            model_name='member',
            name='phone',
            field=models.CharField(blank=True, max_length=40, verbose_name='telephone'),
        ),
        migrations.AddField(
            model_name='member',
            name='photo_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='members', max_length=8, verbose_name='my photo'),
        ),
        migrations.AddField(
            model_name='member',
            name='position',
            field=models.CharField(blank=True, max_length=120, verbose_name='what I do there'),
        ),
        migrations.AddField(
            model_name='member',
            name='publications_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='members', max_length=8, verbose_name='my publications'),
        ),
        migrations.AddField(
            model_name='member',
            name='tags_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='members', max_length=8, verbose_name='my own words'),
        ),
        migrations.AddField(
            model_name='member',
            name='withheld',
            field=models.BooleanField(default=False, editable=False, help_text='Not shown, by decision of the moderators.', verbose_name='withheld'),
        ),
        migrations.AddField(
            model_name='membership',
            name='applied',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='applied'),
        ),
        migrations.AddField(
            model_name='membership',
            name='reminded',
            field=models.DateTimeField(editable=False, null=True, verbose_name='reminded'),
        ),
        migrations.AlterField(
            model_name='member',
            name='organisation_visibility',
            field=models.CharField(choices=[('public', 'everybody'), ('members', 'members'), ('networks', 'my networks'), ('nobody', 'nobody')], default='members', max_length=8, verbose_name='my organisation and what I do there'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='state',
            field=models.CharField(choices=[('applied', 'applied'), ('asked', 'asked back'), ('active', 'active'), ('declined', 'declined'), ('withdrawn', 'withdrawn'), ('left', 'left')], default='applied', max_length=9, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('state__in', ['applied', 'asked'])), fields=['network', 'applied'], name='waiting_applications'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'asked', 'active', 'declined', 'withdrawn', 'left'])), name='membership_has_a_known_state'),
        ),
        migrations.AddField(
            model_name='memberadvice',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='advice', to='network.member'),
        ),
        migrations.AddField(
            model_name='memberlink',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='network.member'),
        ),
        migrations.AddField(
            model_name='memberphoto',
            name='member',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='photo', to='network.member'),
        ),
        migrations.AddField(
            model_name='memberpublication',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='network.member'),
        ),
        migrations.AddField(
            model_name='membershipevent',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='membershipevent',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='network.membership'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='network.member'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='network',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='network.network'),
        ),
        migrations.AddField(
            model_name='taggedmember',
            name='content_object',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='network.member'),
        ),
        migrations.AddField(
            model_name='taggedmember',
            name='tag',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to='taggit.tag'),
        ),
        migrations.AddField(
            model_name='member',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='network.TaggedMember', to='taggit.Tag', verbose_name="words of one's own"),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('photo_visibility__in', ['public', 'members', 'networks', 'nobody'])), name='photo_visibility_is_known'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('advises_in_visibility__in', ['public', 'members', 'networks', 'nobody'])), name='advises_in_visibility_is_known'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('tags_visibility__in', ['public', 'members', 'networks', 'nobody'])), name='tags_visibility_is_known'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('availability_visibility__in', ['public', 'members', 'networks', 'nobody'])), name='availability_visibility_is_known'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('links_visibility__in', ['public', 'members', 'networks', 'nobody'])), name='links_visibility_is_known'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('publications_visibility__in', ['public', 'members', 'networks', 'nobody'])), name='publications_visibility_is_known'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('contact_visibility__in', ['public', 'members', 'networks', 'nobody'])), name='contact_visibility_is_known'),
        ),
        migrations.AddConstraint(
            model_name='memberadvice',
            constraint=models.UniqueConstraint(fields=('member', 'country'), name='one_advice_per_member_and_country'),
        ),
        migrations.AddConstraint(
            model_name='membershipevent',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['applied', 'asked', 'answered', 'approved', 'declined', 'withdrawn', 'left', 'removed', 'appointed', 'dismissed', 'exported'])), name='membership_event_is_known'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(fields=('member', 'network'), name='one_nomination_per_member_and_network'),
        ),
        migrations.AddConstraint(
            model_name='taggedmember',
            constraint=models.UniqueConstraint(fields=('content_object', 'tag'), name='one_row_per_member_and_tag'),
        ),
        migrations.RunPython(date_applications, migrations.RunPython.noop),
        # Who did it may be forgotten with the account; what was done and said stays.
        refuse_updates(
            "network_membershipevent", columns=("id", "membership_id", "event", "text", "evidence", "at")
        ),
    ]

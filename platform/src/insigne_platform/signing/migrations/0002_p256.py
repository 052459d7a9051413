from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signing', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='signingkey',
            name='key_type',
            field=models.CharField(choices=[('ed25519', 'Ed25519'), ('rsa', 'Rsa'), ('p256', 'P256')], max_length=10),
        ),
    ]

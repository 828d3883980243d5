namespace SecureObs.Api.Features.Archives;

/// <summary>What whoever opens an archive without us must know.</summary>
internal static class ArchiveReadme
{
    public const string Text = """
        This is everything that SecureObs holds of one organisation. It lists its weaknesses: keep it as such.

        manifest.json         what is here: path, rows, bytes and SHA-256 of each file. It is written last; an archive without it was cut off
        tables/NAME.jsonl     one table, a JSON object in each line
        schema.json           columns and types of the tables, as PostgreSQL names them
        sarif/PROJECT.sarif   the findings of a project, for other tools (SARIF 2.1.0)
        audit/audit.jsonl     the audit trail with its signed chain

        Times are UTC. Bytes are hexadecimal behind "\x". Numbers for severity: 0 unknown, 1 info, 2 low, 3 medium, 4 high, 5 critical.

        Verify the audit trail, offline; take the keys from the installation, from /.well-known/secureobs-keys:
            secureobs audit verify audit/audit.jsonl --keys keys.json

        Restore into another installation of the same version, as its operator:
            secureobs-admin tenant import ARCHIVE.zip

        Not here: API keys work in one installation only, so their hashes are left out, and an import revokes them. Invitations and
        addresses of webhooks are left out. The key under which found secrets are hashed is fetched apart.

        """;
}

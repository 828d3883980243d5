using System.CommandLine;
using System.Text.Json.Nodes;
using Npgsql;
using SecureObs.Admin.Importing;
using SecureObs.Masking;

namespace SecureObs.Admin.Commands;

internal static class ImportTenantCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("archive") { Description = "The archive of the organisation, as its owner fetched it." };
        var keys = new Option<string?>("--keys") { Description = "The key ring of this installation: the public keys of the other one are added, so that the audit trail verifies here." };
        var hashKey = new Option<string?>("--secret-hash-key") { Description = "A file with the key under which found secrets were hashed, as the owner fetched it. Without it equal secrets are grouped anew." };
        var installation = new Option<string?>("--installation-key") { Description = "The installation key of this installation; needed with --secret-hash-key." };
        var import = new Command("import", $"Restore an organisation from an archive, as secureobs_migrator ({ConnectionString.Variable}). All of it or nothing; its API keys come revoked.")
            { file, keys, hashKey, installation };
        import.SetAction((arguments, ct) => ConnectionString.UseAsync(async connectionString =>
        {
            using var archive = new Archive(arguments.GetRequiredValue(file));
            var text = Sealed(archive.Manifest.Tenant, arguments.GetValue(hashKey), arguments.GetValue(installation));
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            await new TenantImport(archive, text, Console.WriteLine).RunAsync(connection, ct);
            if (arguments.GetValue(keys) is { } directory)
                Console.WriteLine($"Keys of the other installation added: {(string.Join(" ", OldKeys.Add(archive, directory)) is { Length: > 0 } added ? added : "none, all are known")}.");
            Console.WriteLine($"Organisation {archive.Manifest.Tenant} is restored. Make new API keys: the old ones are revoked.");
            return 0;
        }));
        return new Command("tenant", "An organisation.") { import };
    }

    private static byte[]? Sealed(Guid tenant, string? hashKey, string? installation)
    {
        if (hashKey is null)
            return null;
        if (installation is null)
            throw new ArgumentException("--secret-hash-key needs --installation-key: the key is stored encrypted with it.");
        var text = File.ReadAllText(hashKey).Trim();
        var key = Convert.FromBase64String(text.StartsWith('{') ? JsonNode.Parse(text)!["key"]!.GetValue<string>() : text);
        return key.Length == SecretHasher.KeyLength
            ? SealedHashKey.Seal(InstallationKey.Read(installation), tenant, new(key))
            : throw new FormatException($"{hashKey} holds no key of {SecretHasher.KeyLength} bytes.");
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace SecureObs.Admin.Importing;

/// <summary>
/// Restores an organisation from its archive, in one transaction: all of it or nothing. API keys come revoked, because an archive
/// has no hash of them.
/// </summary>
/// <param name="hashKey">The key under which found secrets were hashed, sealed for this installation; null: they group anew.</param>
internal sealed class TenantImport(Archive archive, byte[]? hashKey, Action<string> tell)
{
    private const int Lines = 2_000;
    private const int Characters = 4 * 1024 * 1024;

    /// <summary>A finding and its suppression name each other: these columns follow when the suppressions are there.</summary>
    private static readonly string[] OfSuppressions = ["suppression_id", "suppression_kind", "suppressed_until"];

    private readonly Dictionary<Guid, Guid> people = [];

    private static string PathOf(string table) => $"tables/{table}.jsonl";

    /// <exception cref="InvalidOperationException">The schema is another one, or the organisation is here already.</exception>
    public async Task RunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await archive.VerifyAsync(ct);
        tell($"{archive.Manifest.Files.Count} files are as the manifest says.");
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var database = new ImportDatabase(connection, archive.Manifest.Tenant);
        await database.BeginAsync(ct);
        await RequireRoomAsync(database, ct);
        foreach (var file in archive.Manifest.Files.Where(file => file.Path.StartsWith("tables/", StringComparison.Ordinal)))
            await ImportAsync(database, file, ct);
        if (hashKey is not null)
            await database.StoreHashKeyAsync(hashKey, ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task RequireRoomAsync(ImportDatabase database, CancellationToken ct)
    {
        var schema = await database.SchemaAsync(ct);
        if (schema != archive.Manifest.Schema)
            throw new InvalidOperationException($"The archive was written with schema {archive.Manifest.Schema}, this installation has {schema}: bring both to the same version.");
        if (await database.HasTenantAsync(ct))
            throw new InvalidOperationException($"Organisation {archive.Manifest.Tenant} is here already. Nothing was stored.");
    }

    private async Task ImportAsync(ImportDatabase database, ArchivedFile file, CancellationToken ct)
    {
        var table = Path.GetFileNameWithoutExtension(file.Path);
        var rows = 0L;
        if (table == "people")
            rows = await ImportPeopleAsync(database, file.Path, ct);
        else
        {
            var columns = await database.ColumnsAsync(table, ct);
            if (columns is [] || file.Path != PathOf(table))
                throw new FormatException($"{file.Path} is of a table that this version does not have.");
            await foreach (var batch in archive.BatchesAsync(file.Path, Lines, Characters))
            {
                List<string> lines = [.. batch.Select(line => Changed(table, line))];
                rows += await database.InsertAsync(table, Written(table, columns, lines[0]), Array(lines), ct);
            }
            if (table == "suppressions")
                await SuppressAsync(database, ct);
        }
        if (rows != file.Rows)
            throw new FormatException($"{file.Path} has {rows} rows, the manifest says {file.Rows}. Nothing was stored.");
        tell($"{table}: {rows}");
    }

    private async Task<long> ImportPeopleAsync(ImportDatabase database, string path, CancellationToken ct)
    {
        await foreach (var batch in archive.BatchesAsync(path, Lines, Characters))
            foreach (var person in batch.Select(line => JsonNode.Parse(line)!))
            {
                var id = person["id"]!.GetValue<Guid>();
                people[id] = await database.PersonAsync(Guid.CreateVersion7(), person["directory_id"]!.GetValue<Guid>(), person["object_id"]!.GetValue<Guid>(),
                    person["name"]!.GetValue<string>(), person["username"]!.GetValue<string>(), ct);
            }
        return people.Count;
    }

    private async Task SuppressAsync(ImportDatabase database, CancellationToken ct)
    {
        await foreach (var batch in archive.BatchesAsync(PathOf("findings"), Lines, Characters))
            await database.SuppressAsync(Array(batch), ct);
    }

    /// <summary>What an archive does not have gets the default of its column.</summary>
    private static string[] Written(string table, List<string> columns, string row)
    {
        using var document = JsonDocument.Parse(row);
        return [.. columns.Where(column => document.RootElement.TryGetProperty(column, out _) && !(table == "findings" && OfSuppressions.Contains(column)))];
    }

    private static string Array(List<string> lines) => $"[{string.Join(',', lines)}]";

    /// <summary>What is of the installation that wrote it and not of this one.</summary>
    private string Changed(string table, string line)
    {
        if (table is not ("memberships" or "former_members" or "api_keys" or "trust_rules" or "notification_channels"))
            return line;
        var row = JsonNode.Parse(line)!;
        // Whom this installation lets in, its own admins say.
        if (table is "api_keys" or "trust_rules")
            row["revoked_at"] ??= JsonSerializer.SerializeToNode(DateTimeOffset.UtcNow);
        // Its address did not come along.
        if (table is "notification_channels")
            row["paused_at"] ??= JsonSerializer.SerializeToNode(DateTimeOffset.UtcNow);
        if (table is "api_keys")
            row["secret_hash"] = $"\\x{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes))}";
        if (table is "memberships" or "former_members")
            row["person_id"] = people[row["person_id"]!.GetValue<Guid>()];
        return row.ToJsonString();
    }
}

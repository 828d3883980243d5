using System.Text;
using System.Text.Json;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Features.Erasure;

/// <summary>
/// What an organisation leaves behind: that it was there, when it went, and where its audit trail ended, so that whoever has
/// an export can show that it is whole. No name, of nobody. Signed as DSSE has it.
/// </summary>
internal static class Tombstone
{
    public const string PayloadType = "application/vnd.secureobs.tombstone+json";

    private sealed record Life(DateTime CreatedAt, DateTime DeleteAskedAt);

    public static async Task<string> SignAsync(TenantTransaction tx, KeyHolder keys, DateTimeOffset now, CancellationToken ct)
    {
        var life = (await tx.FirstAsync<Life>($"select created_at, delete_asked_at from app.tenants where id = {tx.TenantId}", ct))!;
        var end = await Chain.NewestAsync(tx, ct);
        var payload = JsonSerializer.Serialize(new
        {
            tenant = tx.TenantId,
            createdAt = AuditTime.Text(new(life.CreatedAt)),
            deletionAskedAt = AuditTime.Text(new(life.DeleteAskedAt)),
            erasedAt = AuditTime.Text(now),
            audit = end is null ? null : new { blocks = end.No, entries = end.Total, hash = Convert.ToHexStringLower(end.Hash) },
        });
        return DsseEnvelope.Sign(keys.Current, PayloadType, Encoding.UTF8.GetBytes(payload)).ToJson();
    }
}

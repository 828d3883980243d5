using System.IO.Compression;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>A verdict as it is stored: with all that it takes to decide it again.</summary>
internal sealed record StoredVerdict(
    Guid Id, Guid ProjectId, Guid RunId, int PolicyVersion, string Document, byte[] Input, string Digest, string PolicyDigest, bool Blocked, DateTime DecidedAt, string? Envelope)
{
    public GatePolicyDocument Policy => GateJson.Policy(Document);

    public GateInput LookedAt => GateVerdicts.Unpack(Input);

    /// <summary>What the gate says today of what it looked at then.</summary>
    public GateVerdict Again => GateRule.Decide(Policy, LookedAt);
}

/// <summary>Stores verdicts, each with its signature, and never changes one.</summary>
internal static class GateVerdicts
{
    /// <returns>The verdict of this run under this policy with these findings, and whether it is new.</returns>
    public static async Task<(StoredVerdict Verdict, bool IsNew)> DecideAsync(TenantTransaction tx, GateRun run, Guid id, KeyHolder keys, CancellationToken ct)
    {
        var verdict = GateRule.Decide(run.Policy, run.Input);
        var (policyDigest, digest) = (Convert.FromHexString(verdict.PolicyDigest), Convert.FromHexString(verdict.Digest));
        var inserted = await tx.ExecuteAsync($"""
            insert into app.gate_verdicts (tenant_id, id, project_id, run_id, policy_version, policy_digest, document, input, digest, blocked, decided_at, envelope)
            values ({tx.TenantId}, {id}, {run.Input.Project}, {run.Input.Run}, {run.PolicyVersion}, {policyDigest}, {GateJson.Text(run.Policy)}::jsonb,
                {Pack(run.Input)}, {digest}, {verdict.Blocked}, {run.Input.DecidedAt}, {Sign(tx.TenantId, run, verdict, id, keys)})
            on conflict on constraint gate_verdicts_uq do nothing
            """, ct);
        var stored = await FirstAsync(tx, $"v.run_id = {run.Input.Run} and v.policy_version = {run.PolicyVersion} and v.policy_digest = {policyDigest} and v.digest = {digest}", ct);
        return (stored!, inserted == 1);
    }

    /// <param name="which">A condition on verdicts as v.</param>
    public static async Task<StoredVerdict?> FirstAsync(TenantTransaction tx, FormattableString which, CancellationToken ct) => await tx.FirstAsync<StoredVerdict>($"""
        select v.id, v.project_id, v.run_id, v.policy_version, v.document::text as document, v.input, encode(v.digest, 'hex') as digest,
            encode(v.policy_digest, 'hex') as policy_digest, v.blocked, v.decided_at, v.envelope
        from app.gate_verdicts v
        where v.tenant_id = {tx.TenantId} and {which}
        order by v.decided_at desc, v.id desc
        limit 1
        """, ct);

    public static GateInput Unpack(byte[] packed)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        return GateJson.Input(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }

    private static byte[] Pack(GateInput input)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(GateJson.Bytes(input));
        return packed.ToArray();
    }

    private static string Sign(Guid tenant, GateRun run, GateVerdict verdict, Guid id, KeyHolder keys) => DsseEnvelope.Sign(keys.Current, GateStatement.PayloadType, new GateStatement
    {
        Tenant = tenant,
        Project = run.Input.Project,
        Run = run.Input.Run,
        PipelineRunId = run.PipelineRunId,
        Branch = run.Input.Branch,
        Commit = GateStatement.FullCommit(run.Input.Commit),
        Verdict = id,
        Blocked = verdict.Blocked,
        PolicyVersion = run.PolicyVersion,
        PolicyDigest = verdict.PolicyDigest,
        FindingSetDigest = verdict.Digest,
        DecidedAt = run.Input.DecidedAt,
        Open = verdict.Open,
        Rules = [.. verdict.Reasons.Select(reason => reason.Rule)],
    }.ToPayload()).ToJson();
}

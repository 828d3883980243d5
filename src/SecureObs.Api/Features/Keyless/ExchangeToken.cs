using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Keyless;

internal static class ExchangeToken
{
    private const int MostBytes = 32 * 1024;

    public static void MapExchangeToken(this IEndpointRouteBuilder project) => project
        .MapPost("/run-credentials", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .ShowsSecret()
        .WithSummary("Exchange a pipeline's own token for a credential of one run, for fifteen minutes")
        .WithDescription("The credential goes where an API key goes. A token is exchanged once.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<RunCredentialAnswer>, ProblemHttpResult>> Handle(
        string projectId, RunCredentialRequest request, HttpContext context, Exchange exchange, KeylessMetrics metrics, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var answer = await exchange.RunAsync(projectId, request, ct);
            metrics.Exchanged(answer.Result is Ok<RunCredentialAnswer>);
            return answer;
        }
        catch (IssuerAwayException)
        {
            metrics.IssuerAway();
            return Problems.IssuerUnavailable();
        }
    }
}

/// <summary>Asks whether a rule of the project takes a token, and stores what it is exchanged for.</summary>
internal sealed partial class Exchange(Doors doors, Caller caller, TenantDb db, IssuerKeys keys, ReadTrail reads, TimeProvider clock)
{
    private const int LongestBranch = 256;

    /// <exception cref="IssuerAwayException">The issuer cannot be asked for its keys.</exception>
    public async Task<Results<Ok<RunCredentialAnswer>, ProblemHttpResult>> RunAsync(string projectId, RunCredentialRequest request, CancellationToken ct)
    {
        if (!Guid.TryParse(projectId, out var project) || WorkloadToken.Read(request.Token) is not { } token
            || await doors.TenantOfTrustingProjectAsync(project, ct) is not { } tenant)
            return Problems.TokenRefused();
        caller.EnterAsSystem(tenant);
        return await RunAsync(project, PipelineRunId.Of(request.PipelineRunId), token, ct);
    }

    private async Task<Results<Ok<RunCredentialAnswer>, ProblemHttpResult>> RunAsync(Guid project, string run, WorkloadToken token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rules = (await db.ReadAsync(tx => TrustRule.OfProjectAsync(tx, project, ct), ct)).Where(rule => rule.Issuer == token.Issuer).ToList();
        // Nobody is asked for keys whom no rule names.
        if (rules is [] || !await token.VerifyAsync(keys, [.. rules.Select(rule => rule.Audience)], now, ct))
            return Problems.TokenRefused();
        if (rules.Find(rule => token.IsFor(rule.Audience) && IsOfRun(rule, token.Claims, run) && TrustMatch.Check(rule, token.Claims).All(check => check.IsOk)) is not { } good)
        {
            reads.Note(AuditActions.TokenRefused, project, Data(token, run));
            return Problems.TokenRefused();
        }
        var (id, entry, secret) = (Guid.CreateVersion7(now), AuditEntryKey.New(clock), RunCredentialSecret.Generate());
        return await db.TransactAsync<Results<Ok<RunCredentialAnswer>, ProblemHttpResult>>(async tx =>
        {
            if (!await new RunCredential(id, good.Id, project, run, Branch(good, token.Claims), token.Hash, token.EndsAt).StoreAsync(tx, secret, now, ct))
                return Problems.TokenRefused();
            await AuditTrail.WriteManyAsync(tx, [new ReadEntry(tx.TenantId, entry.Id, entry.At, ActorKind.Workload, good.Id, AuditActions.TokenExchanged, project, Data(token, run))], ct);
            return TypedResults.Ok(new RunCredentialAnswer(secret.Reveal(), now + RunCredential.Life));
        }, ct);
    }

    /// <summary>Where the token says which run it is of, the run that is asked for has that id in it: nobody reports for another run.</summary>
    private static bool IsOfRun(TrustRule rule, TokenClaims claims, string run) =>
        PlatformClaims.Of(rule.Platform).Run is not { } name
            ? run.Length > 0
            : claims[name] is { } id && Numbers().Matches(run).Any(number => number.Value == id);

    private static string? Branch(TrustRule rule, TokenClaims claims) =>
        PlatformClaims.Of(rule.Platform).Branch(claims) is { Length: > 0 and <= LongestBranch } named ? named : null;

    /// <summary>What the token says it is of. Never the token.</summary>
    private static Dictionary<string, string?> Data(WorkloadToken token, string run) => new()
    {
        ["issuer"] = token.Issuer,
        ["subject"] = token.Claims["sub"] is { } subject ? subject[..Math.Min(subject.Length, 300)] : null,
        ["run"] = run,
    };

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}

using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>
/// What belongs to another tenant answers as what does not exist: every value of a call that names something is replaced,
/// alone and together with the others, by the other tenant's own and then by one that nobody has.
/// </summary>
public sealed class IdReplacementTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_another_tenants_answers_as_what_does_not_exist()
    {
        var (ours, theirs) = (await SeededTenant.CreateAsync(api), await SeededTenant.CreateAsync(api));
        var (replacements, answers, faults) = (0, 0, new List<string>());
        foreach (var endpoint in EndpointFacts.Of(api.Services).Where(endpoint => EndpointCalls.All.ContainsKey(endpoint.Key)))
        {
            foreach (var caller in LetIn(endpoint))
            {
                // An invitation that is open is good for whoever has it, so theirs is one that was revoked.
                var named = (await EndpointCalls.MakeAsync(endpoint, theirs, caller)).Texts().Where(text => Ids.Name(text.Value)).ToDictionary(
                    text => text.Place, text => text.Value.StartsWith(InvitationSecret.Marker, StringComparison.Ordinal) ? theirs.RevokedInvitation : text.Value);
                var before = await TenantRows.ReadAsync(api, theirs.Id);
                var secrets = Ids.In(before).ToHashSet();
                foreach (var places in Choices([.. named.Keys]))
                {
                    var given = places.ToDictionary(place => place, place => named[place]);
                    var absent = given.ToDictionary(entry => entry.Key, entry => Ids.Absent(entry.Value));
                    var (foreign, nothing) = (await SendAsync(endpoint, caller, given), await SendAsync(endpoint, caller, absent));
                    // The audit trail is sealed meanwhile: what differs by that does not differ again and again.
                    for (var again = 0; again < 3 && foreign.IsSuccess && Differ(foreign, nothing, given, absent, secrets); again++)
                        (foreign, nothing) = (await SendAsync(endpoint, caller, given), await SendAsync(endpoint, caller, absent));
                    faults.AddRange(Faults(foreign, nothing, given, absent, secrets).Select(fault => $"{endpoint.Key} as {caller}, {string.Join(" and ", places)}: {fault}"));
                    (replacements, answers) = (replacements + places.Length, answers + 2);
                }
                if (before != await TenantRows.ReadAsync(api, theirs.Id))
                    faults.Add($"{endpoint.Key} as {caller} changed another tenant");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        TestContext.Current.TestOutputHelper?.WriteLine($"{replacements} ids replaced, {answers} answers compared");

        async Task<Answer> SendAsync(EndpointFacts endpoint, Caller caller, Dictionary<string, string> replaced)
        {
            var call = await EndpointCalls.MakeAsync(endpoint, ours, caller);
            using var request = call.With(replaced).Request(endpoint);
            ours.Sign(request, caller, theirs, call.As);
            return await Answer.OfAsync(api.Client, request, Ct);
        }

        IEnumerable<string> Faults(
            Answer foreign, Answer nothing, Dictionary<string, string> given, Dictionary<string, string> absent, HashSet<string> secrets)
        {
            var (said, saidNothing) = (foreign.Comparable(given.Values, secrets), nothing.Comparable(absent.Values, secrets));
            if (said != saidNothing)
                yield return $"another tenant's answers\n{said}\nwhat does not exist answers\n{saidNothing}";
            if (said.Contains(theirs.Canary, StringComparison.Ordinal) || Ids.In(said).Any(secrets.Contains))
                yield return $"the answer shows something of another tenant\n{said}";
            if ((int)foreign.Status >= 500)
                yield return $"{foreign.Everything}";
        }
    }

    private static bool Differ(
        Answer foreign, Answer nothing, Dictionary<string, string> given, Dictionary<string, string> absent, HashSet<string> secrets) =>
        foreign.Comparable(given.Values, secrets) != nothing.Comparable(absent.Values, secrets);

    /// <summary>Who is let in by the rule, in his own tenant.</summary>
    private static Caller[] LetIn(EndpointFacts endpoint) => endpoint.Rule switch
    {
        EndpointFacts.Anonymous or Rules.SignedBody => [Caller.Anonymous],
        Rules.ApiKey => [Caller.TenantKey, Caller.ProjectKey],
        Rules.ExportingKey => [Caller.ExportingKey],
        _ => [Caller.Owner],
    };

    /// <summary>Each place alone, all together, and all but the tenant, whose rule would answer before the others are read.</summary>
    private static IEnumerable<string[]> Choices(string[] places)
    {
        var below = places.Where(place => place != "route tenantId").ToArray();
        return places.Select(place => new[] { place })
            .Concat(places.Length > 1 ? [places] : Array.Empty<string[]>())
            .Concat(below.Length > 1 && below.Length < places.Length ? [below] : Array.Empty<string[]>());
    }
}

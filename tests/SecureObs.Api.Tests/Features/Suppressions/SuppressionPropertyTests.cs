using System.Net.Http.Json;
using CsCheck;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Numbers;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Suppressions;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Suppressions;

/// <summary>
/// Whatever people and the clock do, in whatever order: after every step each finding stands where a simple model says.
/// A failure prints the seed and the shortest story that shows it.
/// </summary>
public sealed class SuppressionPropertyTests(TestApi api)
{
    private const int Stories = 10;

    private static readonly FindingStatus[] Kinds = [FindingStatus.FalsePositive, FindingStatus.RiskAccepted, FindingStatus.WontFix];

    private static readonly Gen<Step[]> Story =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 59], Gen.Int[0, 59], Gen.Int[0, 59], (what, a, b, c) => new Step(what, a, b, c)).Array[1, 25];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal sealed record Step(int What, int A, int B, int C);

    [Fact]
    public async Task Every_finding_stands_where_the_model_says()
    {
        await using var clocked = await ClockedApi.StartAsync(api);

        await Story.SampleAsync(async steps =>
        {
            var run = await Run.BeginAsync(api, clocked);
            foreach (var step in steps)
            {
                await run.TakeAsync(step);
                await run.CompareAsync(step);
            }
        }, iter: Stories, threads: 1);
    }

    /// <summary>One story in a tenant of its own.</summary>
    private sealed class Run(ClockedApi clocked, TestTenant tenant, Guid[] projects)
    {
        private readonly List<ModelFinding> findings =
        [
            new(0, 0, "B1", "app/a.py"), new(1, 0, "B1", "lib/b.py"), new(2, 0, "B2", "app/c.py"), new(3, 1, "B1", "app/d.py"),
        ];
        private readonly HttpClient[] people = [tenant.Owner, tenant.Admin];
        private SuppressionModel model = null!;
        private Dictionary<string, Guid> ids = [];
        private (HttpClient Person, string Method, string Path, object Body)? last;
        private int numbers;

        private DateTimeOffset Now => clocked.Clock.GetUtcNow();

        public static async Task<Run> BeginAsync(TestApi api, ClockedApi clocked)
        {
            var tenant = await clocked.NewTenantAsync(api);
            var run = new Run(clocked, tenant, [tenant.ProjectId, await tenant.AddProjectAsync("other")]);
            run.model = new(run.findings);
            await (await tenant.PipelineAsync()).IngestAsync("universal",
                [.. run.findings.Select(finding => Rows.Universal(run.Project(finding.Project), "1", rule: finding.Rule, path: finding.Path))]);
            run.ids = (await run.ListAsync("")).ToDictionary(item => item.FilePath!, item => item.Id);
            return run;
        }

        public Task TakeAsync(Step step) => step.What switch
        {
            0 or 1 => DecideAsync(step, suppress: false),
            2 or 3 => DecideAsync(step, suppress: true),
            4 or 5 => CreateWideAsync(step),
            6 => ApproveAsync(step, "approve"),
            7 => step.C % 2 == 0 ? ApproveAsync(step, "refuse") : LiftAsync(step),
            8 => FourEyesAsync(step),
            9 => FixedAsync(step),
            10 => RepeatAsync(),
            _ => MoveAsync(step),
        };

        /// <summary>By their pages, by the filter of each status, and by what blocks.</summary>
        public async Task CompareAsync(Step step)
        {
            var expected = findings.Select(finding => $"{finding.Path} {model.StatusOf(finding, Now)}").ToList();
            var all = await ListAsync("");
            Assert.True(expected.SequenceEqual(all.OrderBy(item => findings.FindIndex(finding => finding.Path == item.FilePath)).Select(item => $"{item.FilePath} {item.Status}")),
                $"after {step}: expected {string.Join(", ", expected)}, found {string.Join(", ", all.Select(item => $"{item.FilePath} {item.Status}"))}");
            var open = (await ListAsync("status=open&status=in-review")).Select(item => item.FilePath!).Order(StringComparer.Ordinal);
            Assert.Equal(findings.Where(finding => model.StatusOf(finding, Now) <= FindingStatus.InReview).Select(finding => finding.Path).Order(StringComparer.Ordinal), open);
            await Recount.AssertAsync(clocked.Services, tenant.Id);
            await CompareNumbersAsync();
        }

        /// <summary>What is kept counted, with the clock's say in it.</summary>
        private async Task CompareNumbersAsync()
        {
            var facets = await tenant.Member.GetFromJsonAsync<FindingFacets>(tenant.Route("findings/facets"), Ct);
            var open = await tenant.Member.GetFromJsonAsync<FindingFacets>(tenant.Route("findings/facets?status=open&with=project"), Ct);
            Assert.Equal(
                findings.Where(finding => model.StatusOf(finding, Now) is FindingStatus.Open).GroupBy(finding => Project(finding.Project)).OrderBy(group => group.Key).Select(group => (group.Key, (long)group.Count())),
                open!.Project!.OrderBy(project => project.Id).Select(project => (project.Id, project.Findings)));
            var counted = findings.GroupBy(finding => model.StatusOf(finding, Now)).Select(group => $"{WireWords<FindingStatus>.Of(group.Key)} {group.Count()}");
            Assert.Equal(counted.Order(StringComparer.Ordinal), facets!.Status.Select(each => $"{each.Value} {each.Findings}").Order(StringComparer.Ordinal));
        }

        private async Task DecideAsync(Step step, bool suppress)
        {
            var (finding, person, now) = (findings[step.A % 4], step.B % 2, Now);
            var status = suppress ? Kinds[step.B % 3] : (FindingStatus)(step.B % 3);
            var suppression = suppress ? new ModelSuppression(numbers++, status, SuppressionScope.Finding, person, one => one == finding)
            {
                Finding = finding.Number,
                Expires = Expiry(step, now),
                UntilFixed = step.C % 4 == 0,
            } : null;
            var body = new SetFindingStatusRequest(status, suppression is null ? null : $"reason {suppression.Number}", suppression?.Expires, suppression?.UntilFixed ?? false);

            await SendAsync(people[person], "PUT", $"findings/{ids[finding.Path]}/status", body, model.Decide(finding, suppression, status, now));
            await IdentifyAsync(suppression);
        }

        private async Task CreateWideAsync(Step step)
        {
            var (scope, person, project, now) = ((SuppressionScope)(2 + (step.A % 3)), step.B % 2, step.C % 2, Now);
            var (rule, folder) = (step.B % 4 < 3 ? "B1" : "B2", step.B % 3 == 0 ? "lib" : "app");
            var suppression = new ModelSuppression(numbers++, Kinds[step.C % 3], scope, person, scope switch
            {
                SuppressionScope.Path => one => one.Project == project && one.Path.StartsWith(folder + "/", StringComparison.Ordinal),
                SuppressionScope.RuleInProject => one => one.Project == project && one.Rule == rule,
                _ => one => one.Rule == rule,
            })
            { Expires = Expiry(step, now) };
            var isPath = scope is SuppressionScope.Path;
            var body = new CreateSuppressionRequest(scope, suppression.Kind, $"reason {suppression.Number}", scope is SuppressionScope.RuleInTenant ? null : Project(project),
                isPath ? null : "bandit", isPath ? null : rule, isPath ? folder + "/**" : null, suppression.Expires);

            model.AddWide(suppression, scope is SuppressionScope.RuleInTenant ? null : project);
            await SendAsync(people[person], "POST", "suppressions", body, "201");
            await IdentifyAsync(suppression);
        }

        private async Task ApproveAsync(Step step, string verb)
        {
            if (Chosen(step) is not { } suppression)
                return;
            var expected = verb == "approve" ? model.Approve(suppression, step.B % 2, Now) : SuppressionModel.Refuse(suppression, Now);
            await SendAsync(people[step.B % 2], "POST", $"suppressions/{suppression.Id}/{verb}", null, expected);
        }

        private async Task LiftAsync(Step step)
        {
            if (Chosen(step) is not { } suppression)
                return;
            suppression.Ended = true;
            await SendAsync(people[step.B % 2], "POST", $"suppressions/{suppression.Id}/lift", null, "204");
        }

        private async Task FourEyesAsync(Step step)
        {
            model.SetFourEyes(step.A % 2, step.B % 2 == 0);
            await SendAsync(people[0], "PUT", $"projects/{Project(step.A % 2)}/settings", new ProjectSettings(null, step.B % 2 == 0, new()), "204");
        }

        /// <summary>What an ingest says when a complete scan no longer sees a finding.</summary>
        private async Task FixedAsync(Step step)
        {
            var finding = findings[step.A % 4];
            model.Fixed(finding);
            last = null;
            await tenant.RunAsync(tx => SuppressionEnds.EndAsync(tx, [ids[finding.Path]], EndReason.Fixed, Now, Ct));
        }

        /// <summary>Repeating the last decision changes nothing, as long as it is in its time.</summary>
        private async Task RepeatAsync()
        {
            if (last is { } request)
                await request.Person.SendAsync(request.Method, tenant.Route(request.Path), request.Body);
        }

        private async Task MoveAsync(Step step)
        {
            last = null;
            clocked.Clock.Move(TimeSpan.FromHours(step.A));
            if (step.B % 2 == 0)
                await clocked.WakeAsync();
        }

        private ModelSuppression? Chosen(Step step)
        {
            last = null;
            // The newest ones are the ones that something happens with.
            return model.Suppressions.Count == 0 ? null : model.Suppressions[^(1 + (step.A % Math.Min(4, model.Suppressions.Count)))];
        }

        private static DateTimeOffset? Expiry(Step step, DateTimeOffset now) => step.C % 2 == 0 ? null
            : new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero).AddHours(1 + step.C);

        private async Task SendAsync(HttpClient person, string method, string path, object? body, string expected)
        {
            Assert.Equal(expected, await person.SendAsync(method, tenant.Route(path), body).SaysAsync());
            last = body is not null && expected is "204" or "201" ? (person, method, path, body!) : null;
        }

        private async Task IdentifyAsync(ModelSuppression? suppression)
        {
            if (suppression is not null)
                suppression.Id = (await tenant.Member.GetFromJsonAsync<Page<SuppressionItem>>(tenant.Route("suppressions"), Ct))!.Items
                    .First(item => item.Reason == $"reason {suppression.Number}").Id;
        }

        private async Task<IReadOnlyList<FindingItem>> ListAsync(string query) =>
            (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?" + query), Ct))!.Items;

        private Guid Project(int number) => projects[number];
    }
}

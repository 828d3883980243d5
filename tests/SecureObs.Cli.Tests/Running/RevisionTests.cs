using SecureObs.Cli.Running;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Running;

public sealed class RevisionTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef01234567";
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    public static TheoryData<string, string?, string?, int?> Systems => new()
    {
        { "GITHUB_ACTIONS=true GITHUB_REF_TYPE=branch GITHUB_REF_NAME=main GITHUB_REF=refs/heads/main GITHUB_SHA=a", "main", "a", null },
        { "GITHUB_ACTIONS=true GITHUB_HEAD_REF=fix GITHUB_REF=refs/pull/7/merge GITHUB_SHA=a", "fix", "a", 7 },
        { "GITHUB_ACTIONS=true GITHUB_REF_TYPE=tag GITHUB_REF_NAME=v1 GITHUB_SHA=a", null, "a", null },
        { "TF_BUILD=True BUILD_SOURCEBRANCH=refs/heads/a/b BUILD_SOURCEVERSION=a", "a/b", "a", null },
        { "TF_BUILD=True SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/fix SYSTEM_PULLREQUEST_PULLREQUESTID=9 BUILD_SOURCEVERSION=a", "fix", "a", 9 },
        { "GITLAB_CI=true CI_COMMIT_BRANCH=main CI_COMMIT_SHA=a", "main", "a", null },
        { "GITLAB_CI=true CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=fix CI_MERGE_REQUEST_IID=3 CI_COMMIT_SHA=a", "fix", "a", 3 },
        { "", null, null, null },
    };

    [Theory, MemberData(nameof(Systems))]
    public void The_CI_system_says_what_is_scanned(string variables, string? branch, string? commit, int? pullRequest)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(new Revision(branch, commit, pullRequest), Revision.Of(workspace.Path, name => values.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("refs/heads/a/b", Id + "\n", "", "a/b", Id)]
    [InlineData("refs/heads/main", null, Id + " refs/heads/main\n", "main", Id)]
    [InlineData("refs/heads/main", "not a commit", "", "main", null)]
    public void Else_the_checkout_says_it(string reference, string? commit, string packed, string branch, string? expected)
    {
        workspace.Write(".git/HEAD", $"ref: {reference}\n");
        workspace.Write(".git/packed-refs", packed);
        if (commit is not null)
            workspace.Write($".git/{reference}", commit);

        Assert.Equal(new Revision(branch, expected, null), Revision.Of(workspace.Path, _ => null));
    }

    [Fact]
    public void A_worktree_keeps_its_head_elsewhere()
    {
        workspace.Write("main/.git/refs/heads/cli", Id);
        workspace.Write("main/.git/worktrees/w/HEAD", "ref: refs/heads/cli\n");
        workspace.Write("main/.git/worktrees/w/commondir", "../..\n");
        workspace.Write("tree/.git", "gitdir: ../main/.git/worktrees/w\n");

        Assert.Equal(new Revision("cli", Id, null), Revision.Of(Path.Combine(workspace.Path, "tree"), _ => null));
    }

    [Theory]
    [InlineData("CI_DEFAULT_BRANCH=develop", "", "", "develop")]
    [InlineData("GITHUB_EVENT_PATH=event.json", """{"repository":{"default_branch":"trunk"}}""", "ref: refs/remotes/origin/main", "trunk")]
    [InlineData("GITHUB_EVENT_PATH=event.json", """{"repository":{"default_branch":7}}""", "ref: refs/remotes/origin/main", "main")]
    [InlineData("GITHUB_EVENT_PATH=event.json", "no JSON", "", null)]
    [InlineData("GITHUB_EVENT_PATH=missing.json", "{}", "ref: refs/remotes/other/main", null)]
    [InlineData("A=b", "{}", "ref: refs/remotes/origin/release/1", "release/1")]
    public void The_default_branch_is_what_the_system_or_else_the_clone_says(string variable, string started, string remote, string? branch)
    {
        workspace.Write("event.json", started);
        workspace.Write(".git/HEAD", "ref: refs/heads/fix\n");
        workspace.Write(".git/refs/remotes/origin/HEAD", remote + "\n");
        var (name, value) = (variable.Split('=')[0], variable.Split('=')[1]);

        var found = Revision.Of(workspace.Path, asked => asked != name ? null : asked.EndsWith("PATH", StringComparison.Ordinal) ? Path.Combine(workspace.Path, value) : value);

        Assert.Equal(branch, found.DefaultBranch);
    }

    [Fact]
    public void A_detached_head_is_a_commit_without_a_branch()
    {
        workspace.Write(".git/HEAD", Id + "\n");

        Assert.Equal(new Revision(null, Id, null), Revision.Of(workspace.Path, _ => null));
    }
}

using System.Runtime.Versioning;
using SecureObs.Audit;

namespace SecureObs.Cli.Tests.Audit;

public sealed class KeyRingTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("secureobs-test-").FullName;
    private string Ring => Path.Combine(parent, "keys");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public void A_new_key_becomes_the_current_one_and_old_signatures_still_verify()
    {
        using var first = KeyRing.Create(Ring, TimeProvider.System);
        var block = Chain.Of(first, Chain.Tenant, 1).Blocks[0];
        using var second = KeyRing.Create(Ring, new Later());
        using var ring = KeyRing.Load(Ring);

        Assert.Equal(second.Id, ring.Current.Id);
        Assert.Equal([(second.Id, true), (first.Id, false)], ring.Public.All.Select(key => (key.Id, key.IsCurrent)));
        Assert.True(Checkpoint.Of(block).Verify(ring.Public));
    }

    [Fact]
    public void A_retired_key_signs_no_more_and_still_verifies()
    {
        using var first = KeyRing.Create(Ring, TimeProvider.System);
        var block = Chain.Of(first, Chain.Tenant, 1).Blocks[0];
        Assert.Throws<InvalidOperationException>(() => KeyRing.Retire(Ring, first.Id));
        using var second = KeyRing.Create(Ring, new Later());

        KeyRing.Retire(Ring, first.Id);

        using var ring = KeyRing.Load(Ring);
        Assert.True(Checkpoint.Of(block).Verify(ring.Public));
        Assert.Single(Directory.EnumerateFiles(Ring), file => File.ReadAllText(file).Contains("PRIVATE", StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => KeyRing.Retire(Ring, first.Id));
        Assert.Throws<InvalidOperationException>(() => KeyRing.Retire(Ring, second.Id));
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_a_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        KeyRing.Create(Ring, TimeProvider.System).Dispose();
        var file = Directory.EnumerateFiles(Ring).Single();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains(file, Assert.Throws<InvalidOperationException>(() => KeyRing.Load(Ring)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead), InlineData(UnixFileMode.GroupExecute), InlineData(UnixFileMode.OtherRead), InlineData(UnixFileMode.OtherWrite)]
    [UnsupportedOSPlatform("windows")]
    public void A_directory_that_others_can_read_gets_no_key(UnixFileMode other)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Directory.CreateDirectory(Ring);
        File.SetUnixFileMode(Ring, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | other);

        Assert.Throws<InvalidOperationException>(() => KeyRing.Create(Ring, TimeProvider.System));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Ring));
    }

    [Fact]
    public void A_clock_behind_the_newest_key_makes_none()
    {
        KeyRing.Create(Ring, new Later()).Dispose();

        Assert.Throws<InvalidOperationException>(() => KeyRing.Create(Ring, TimeProvider.System));
    }

    [Fact]
    public void A_directory_without_a_private_key_is_no_key_ring()
    {
        Directory.CreateDirectory(Ring);
        Assert.Throws<InvalidOperationException>(() => KeyRing.Load(Ring));
        File.WriteAllText(Path.Combine(Ring, "a.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        Assert.Contains("a.pem", Assert.Throws<InvalidOperationException>(() => KeyRing.Load(Ring)).Message, StringComparison.Ordinal);
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(1);
    }
}

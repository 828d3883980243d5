using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Platform;

/// <summary>The installation's secret stands outside the database, and only the API's account reads it.</summary>
public sealed class InstallationKeyTests(TestApi api) : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("secureobs-test-");

    private string KeyFile => Path.Combine(directory.FullName, "installation.key");

    public void Dispose() => directory.Delete(recursive: true);

    private string Refusal(string environment, string? keyFile) => Assert.Throws<InvalidOperationException>(
        () => api.Build("Host=127.0.0.1;Port=1", environment, new Dictionary<string, string?> { ["Secrets:InstallationKeyFile"] = keyFile })).Message;

    [Fact]
    public void Production_does_not_start_without_it() =>
        Assert.Contains("Secrets:InstallationKeyFile is not set", Refusal("Production", ""), StringComparison.Ordinal);

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_read_or_write_is_refused(UnixFileMode others)
    {
        InstallationKey.Create(KeyFile);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        Assert.Contains("chmod 600", Refusal("Testing", KeyFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_short_is_refused()
    {
        Assert.Contains("does not exist", Refusal("Testing", KeyFile), StringComparison.Ordinal);
        InstallationKey.Create(KeyFile);
        File.WriteAllBytes(KeyFile, new byte[31]);
        Assert.Contains("32 bytes", Refusal("Testing", KeyFile), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_made_once_for_its_owner_alone()
    {
        InstallationKey.Create(KeyFile);

        Assert.Throws<IOException>(() => InstallationKey.Create(KeyFile));
        Assert.Equal(InstallationKey.Length, new FileInfo(KeyFile).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }
}

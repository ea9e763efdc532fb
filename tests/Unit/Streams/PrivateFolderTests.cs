using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Tests.Streams;

public sealed class PrivateFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_folder_and_those_above_it_are_the_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        using OpenMask mask = new();

        _ = PrivateFolder.Create(Path.Combine(_folder, "a", "b"));

        foreach (string path in (string[])[_folder, Path.Combine(_folder, "a"), Path.Combine(_folder, "a", "b")])
        {
            Assert.Equal(OwnerOnly, ModeOf(path));
        }
    }

    [Fact]
    public void A_folder_that_was_open_to_others_is_closed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        using OpenMask mask = new();
        _ = Directory.CreateDirectory(_folder);

        _ = PrivateFolder.Create(_folder);

        Assert.Equal(OwnerOnly, ModeOf(_folder));
    }

    [Fact]
    public void The_record_of_uploads_is_the_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        using OpenMask mask = new();

        new UploadLedger(_folder).Save(new LedgerEntry
        {
            Place = "https://api.example/v1/", Purpose = "fine-tune", Bytes = 1, Hash = new string('A', 32),
        });

        Assert.Equal(OwnerOnly, ModeOf(_folder));
        Assert.Equal(PrivateFolder.FileMode, ModeOf(Assert.Single(Directory.GetFiles(_folder))));
    }

    private static UnixFileMode ModeOf(string path)
        => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}

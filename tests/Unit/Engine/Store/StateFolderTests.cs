using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;
using OpenAIFineTune.Protocol.Files;
using OpenAIFineTune.Tests.Streams;

namespace OpenAIFineTune.Tests.Engine.Store;

public sealed class StateFolderTests : IDisposable
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "finetune-" + Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task All_that_is_kept_is_for_its_owner_alone_whatever_the_umask()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        using OpenMask mask = new();
        await using (LocalService service = new(_folder))
        {
            _ = await service.TrainAsync();
        }

        string[] all = [_folder, .. Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories)];
        Assert.True(all.Length > 12);
        Assert.All(all, path => Assert.True(IsPrivate(path), path));
    }

    [Fact]
    public void Another_users_folder_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), "Only root can give it away.");
        _ = Directory.CreateDirectory(_folder);
        Assert.Equal(0, ChangeOwner(_folder, 12345, 12345));

        KnownFailure e = Assert.Throws<KnownFailure>(() => new StateFolder(_folder));

        Assert.Equal("StateFolderUnsafe", e.ErrorId);
        Assert.Contains("12345", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_others_may_write_to_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        _ = Directory.CreateDirectory(_folder);
        Open(_folder);

        Assert.Equal("StateFolderUnsafe", Assert.Throws<KnownFailure>(() => new StateFolder(_folder)).ErrorId);
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("tmp")]
    [InlineData("files")]
    [InlineData("damaged")]
    public void A_folder_in_it_that_is_a_link_is_not_followed(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        StateFolder state = new(_folder);
        string elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        string place = Path.Combine(_folder, name);
        if (Directory.Exists(place))
        {
            Directory.Delete(place);
        }

        _ = Directory.CreateSymbolicLink(place, elsewhere);

        Assert.Equal("StateFolderUnsafe", Assert.Throws<KnownFailure>(() => state.Folder(name)).ErrorId);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Fact]
    public void A_file_in_it_that_is_a_link_is_neither_read_nor_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        string folder = new StateFolder(_folder).Folder("jobs");
        string elsewhere = Path.Combine(_folder, "elsewhere");
        File.WriteAllText(elsewhere, "{}");
        string link = Path.Combine(folder, "events.jsonl");
        _ = File.CreateSymbolicLink(link, elsewhere);

        _ = Assert.Throws<KnownFailure>(() => new EventLog(link).Append(new JobEvent("e", 1, "info", "message", "m")));
        _ = Assert.Throws<KnownFailure>(() => FileLock.TryTake(link));
        _ = Assert.Throws<KnownFailure>(() => StateFile.OpenRead(link));
        Assert.Equal("{}", File.ReadAllText(elsewhere));
    }

    [Fact]
    public void A_folder_of_a_newer_version_is_refused_by_name()
    {
        _ = new StateFolder(_folder);
        File.WriteAllText(Path.Combine(_folder, "format.json"), """{"version":2}""");

        KnownFailure e = Assert.Throws<KnownFailure>(() => new StateFolder(_folder));

        Assert.Equal("StateFolderNewer", e.ErrorId);
        Assert.Contains(_folder, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_newer_version_added_to_a_record_stays()
    {
        StateFolder state = new(_folder);
        string path = Path.Combine(state.Folder("files"), "file-a.json");
        state.Write(path, new StoredFile("file-a", "a.jsonl", "fine-tune", 1, 2));
        JsonObject record = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        record["of_tomorrow"] = new JsonArray(1, 2);
        File.WriteAllText(path, record.ToJsonString());

        state.Write(path, state.Read<StoredFile>(path)! with { ExpiresAt = 3 });

        using JsonDocument written = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal("[1,2]", written.RootElement.GetProperty("of_tomorrow").GetRawText());
        Assert.Equal(3, written.RootElement.GetProperty("expires_at").GetInt64());
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        StateFolder state = new(_folder);

        _ = Assert.Throws<IOException>(
            () => state.Write(Path.Combine(_folder, "x"), _ => throw new IOException("No space left on device")));

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, StateFolder.Temporary)));
        Assert.False(File.Exists(Path.Combine(_folder, "x")));
    }

    [Fact]
    public void What_is_stored_is_the_version_that_it_says()
    {
        _ = new StateFolder(_folder);

        Assert.Equal("""{"version":1}""", File.ReadAllText(Path.Combine(_folder, "format.json")));
    }

    private static bool IsPrivate(string path)
        => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) == 0;

    private static void Open(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Others | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}

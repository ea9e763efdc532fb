using System.Text.Json;
using OpenAIFineTune.Api;
using OpenAIFineTune.Engine;
using OpenAIFineTune.Streams;
using OpenAIFineTune.Tests.Api;

namespace OpenAIFineTune.Tests.Streams;

/// <summary>Records go when nobody will ask for them, and not before.</summary>
public sealed class OldRecordsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-records-").FullName;
    private readonly InstantTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.json", 89, true)]
    [InlineData("a.json", 91, false)]
    [InlineData("a.started", 91, false)]
    [InlineData("a.lock", 91, false)]
    [InlineData(".0123456789abcdef0123456789abcdef.part", 2, false)]
    [InlineData(".0123456789abcdef0123456789abcdef.part", 0.5, true)]
    [InlineData(".mine.part", 200, true)]
    [InlineData("notes.txt", 200, true)]
    public void A_record_stays_for_its_time_and_other_files_for_ever(string name, double days, bool stays)
    {
        string path = Write(name, "no record", days);

        OldRecords.Remove(_folder, _time);

        Assert.Equal(stays, File.Exists(path));
    }

    [Fact]
    public void An_old_record_that_a_run_is_at_stays()
    {
        string path = Write("a.json", "{}", days: 200);
        using IDisposable? held = RecordFile.TryLock(Path.Combine(_folder, "a.lock"));

        OldRecords.Remove(_folder, _time);

        Assert.NotNull(held);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_record_of_a_local_engine_goes_with_the_folder_of_the_engine()
    {
        string there = Write("there.json", Record(LocalPlace(_folder)), days: 1);
        string gone = Write("gone.json", Record(LocalPlace(Path.Combine(_folder, "gone"))), days: 1);
        string service = Write("service.json", Record("https://api.example.com/v1/"), days: 1);

        OldRecords.Remove(_folder, _time);

        Assert.True(File.Exists(there));
        Assert.False(File.Exists(gone));
        Assert.True(File.Exists(service));
    }

    [Fact]
    public void A_folder_that_is_not_there_has_no_records()
        => OldRecords.Remove(Path.Combine(_folder, "none"), _time);

    private static string Record(string place) => JsonSerializer.Serialize(new { Place = place });

    private static string LocalPlace(string statePath) => new FineTuneClient(new FineTuneConnection
    {
        Name = "local",
        BaseUri = LocalEngine.BaseUri,
        StatePath = statePath,
    }).Place;

    private string Write(string name, string text, double days)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime.AddDays(-days));
        return path;
    }
}

using System.Text;
using OpenAIFineTune.Data;
using OpenAIFineTune.Data.Writing;

namespace OpenAIFineTune.Tests.Data.Writing;

public sealed class DatasetFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    private IEnumerable<string> Names => Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    private DatasetOptions Options => new() { OutputPath = In("t"), Force = true };

    private (string Training, string? Validation) Write(string training, string? validation, DatasetOptions? options = null)
    {
        using DatasetFiles files = new(options ?? Options, validation is not null);
        files.Write((Lines(training), Lines(validation ?? "")));
        return files.Commit();
    }

    private static JsonLines Lines(string text)
    {
        JsonLines lines = new(text.Length);
        lines.Raw(Encoding.UTF8.GetBytes(text));
        return lines;
    }

    [Fact]
    public void Other_content_of_the_same_length_is_other_content()
    {
        _ = Write("one", "abc");

        FineTuneException refused = Assert.Throws<FineTuneException>(
            () => Write("two", "abc", Options with { Force = false }));

        Assert.Equal("FileExists", refused.ErrorId);
        _ = Write("two", "abd");
        Assert.Equal(("two", "abd"), (File.ReadAllText(In("t_train.jsonl")), File.ReadAllText(In("t_valid.jsonl"))));
    }

    [Fact]
    public void The_same_content_is_left_as_it_is()
    {
        _ = Write("one", "abc");
        DateTime then = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(In("t_train.jsonl"), then);

        _ = Write("one", "abc", Options with { Force = false });

        Assert.Equal(then, File.GetLastWriteTimeUtc(In("t_train.jsonl")));
    }

    [Theory]
    [InlineData("t_train.jsonl", "t_valid.jsonl")]
    [InlineData("t_valid.jsonl", "t_train.jsonl")]
    public void When_one_file_cannot_get_its_name_the_old_ones_are_back(string blocked, string other)
    {
        _ = Directory.CreateDirectory(In(blocked));
        File.WriteAllText(In(other), "old");

        FineTuneException failure = Assert.Throws<FineTuneException>(() => Write("the new", "the new too"));

        Assert.Equal("FileAccessFailed", failure.ErrorId);
        Assert.Contains(blocked, failure.Message);
        Assert.Equal("old", File.ReadAllText(In(other)));
        Assert.Equal([other], Names);
    }

    [Fact]
    public void A_validation_file_of_an_earlier_data_set_does_not_stay_beside_a_new_training_file()
    {
        _ = Write("one", "abc");

        FineTuneException refused = Assert.Throws<FineTuneException>(() => Write("two", null, Options with { Force = false }));
        (string training, string? validation) = Write("two", null);

        Assert.Equal("FileExists", refused.ErrorId);
        Assert.Null(validation);
        Assert.Equal("two", File.ReadAllText(training));
        Assert.Equal(["t_train.jsonl"], Names);
    }

    [Fact]
    public void What_a_killed_run_left_is_removed_and_what_a_living_one_writes_is_not()
    {
        File.WriteAllText(TemporaryFile.NewName(_folder), "left");
        using FileStream living = TemporaryFile.Create(_folder, null);

        _ = Write("one", "abc");

        Assert.Equal([Path.GetFileName(living.Name), "t_train.jsonl", "t_valid.jsonl"], Names);
    }

    [Fact]
    public void Replaced_files_keep_who_may_use_them_and_files_without_a_named_place_are_private()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(In("t_train.jsonl"), "mine");
        File.SetUnixFileMode(In("t_train.jsonl"), OwnerOnly | UnixFileMode.GroupRead);

        _ = Write("one", "abc");
        (string training, string? validation) = Write("one", "abc", new DatasetOptions { DataFolder = In("data") });

        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(In("t_train.jsonl")));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(training));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(validation!));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(In("data")));
    }
}

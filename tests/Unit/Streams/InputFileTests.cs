using System.Runtime.InteropServices;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Data.Checking;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Tests.Streams;

public sealed class InputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finetune-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Link(string name, string target)
        => File.CreateSymbolicLink(Path.Combine(_folder, name), target).FullName;

    [Fact]
    public void Through_links_the_file_itself_is_measured()
    {
        string file = Write("data.jsonl", new string('x', 4000));
        string link = Link("second.jsonl", Link("first.jsonl", file));

        Assert.Equal(4000, InputFile.Find(link).Length);
        FilePart part = FilePart.Whole(link);
        Assert.Equal((4000, "second.jsonl"), (part.Length, part.FileName));
    }

    [Fact]
    public void An_empty_file_is_a_file()
        => Assert.Equal(0, InputFile.Find(Write("empty.csv", "")).Length);

    [Theory]
    [InlineData("pipe")]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void Pipes_and_devices_are_refused_by_name_and_never_opened(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such files on Windows.");
        string path = Path.Combine(_folder, what);
        if (what == "pipe")
        {
            Assert.Equal(0, MakePipe(path, mode: 0x1B6));
        }

        foreach (string name in (string[])[path, Link("link", path)])
        {
            Action[] uses =
            [
                () => InputFile.Find(name),
                () => FilePart.Whole(name),
                () => new TrainingFileCheck(null).Check(name, false, CancellationToken.None).ToList(),
            ];
            foreach (Action use in uses)
            {
                FineTuneException failure = Assert.Throws<FineTuneException>(use);

                Assert.Equal("PathNotRegular", failure.ErrorId);
                Assert.Contains(name, failure.Message);
            }
        }
    }

    [Theory]
    [InlineData("missing", "PathNotFound")]
    [InlineData("", "PathIsFolder")]
    public void What_is_no_file_is_told(string name, string errorId)
        => Assert.Equal(
            errorId, Assert.Throws<FineTuneException>(() => InputFile.Find(Path.Combine(_folder, name))).ErrorId);

    [Fact]
    public void A_link_that_leads_nowhere_is_not_found()
    {
        string link = Link("link", Path.Combine(_folder, "gone"));

        Assert.Equal("PathNotFound", Assert.Throws<FineTuneException>(() => InputFile.Find(link)).ErrorId);
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}

using System.Net;
using OpenAIFineTune.Engine;

namespace OpenAIFineTune.Tests.Engine;

public sealed class RouteMessageHandlerTests
{
    [Fact]
    public async Task A_body_that_may_be_large_goes_through_a_file_whatever_its_class()
    {
        await using LocalService service = new();
        using SizelessContent body = new();

        using HttpResponseMessage response = await service.Http.PostAsync(
            new Uri(LocalEngine.BaseUri, "files"), body, TestContext.Current.CancellationToken);

        Assert.IsType<FileStream>(body.Target);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Folder, "tmp")));
    }

    private sealed class SizelessContent : HttpContent
    {
        public Stream? Target { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Target = stream;
            return Task.CompletedTask;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

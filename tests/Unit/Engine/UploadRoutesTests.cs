using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace OpenAIFineTune.Tests.Engine;

public sealed class UploadRoutesTests
{
    [Fact]
    public async Task Parts_make_the_file_in_the_order_of_the_end()
    {
        await using LocalService service = new();
        string upload = await CreateAsync(service, 6);
        string second = await AddPartAsync(service, upload, "def");
        string first = await AddPartAsync(service, upload, "abc");

        JsonElement done = await service.PostAsync(
            $"uploads/{upload}/complete", new { part_ids = new[] { first, second }, md5 = Md5("abcdef") });

        Assert.Equal("completed", done.GetProperty("status").GetString());
        string file = done.GetProperty("file").GetProperty("id").GetString()!;
        Assert.Equal(
            "abcdef",
            await service.Http.GetStringAsync($"files/{file}/content", TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Folder, "uploads", upload), "part_*"));
    }

    [Fact]
    public async Task Wrong_bytes_leave_the_upload_open()
    {
        await using LocalService service = new();
        string upload = await CreateAsync(service, 4);
        string part = await AddPartAsync(service, upload, "abc");
        string path = $"uploads/{upload}/complete";

        JsonElement size = await service.RefusedAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, path, new { part_ids = new[] { part } });
        JsonElement missing = await service.RefusedAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, path, new { part_ids = new[] { "part_none" } });
        string rest = await AddPartAsync(service, upload, "d");
        JsonElement hash = await service.RefusedAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Post,
            path,
            new { part_ids = new[] { part, rest }, md5 = Md5("other") });
        JsonElement done = await service.PostAsync(path, new { part_ids = new[] { part, rest }, md5 = Md5("abcd") });

        Assert.Equal("bytes", size.GetProperty("param").GetString());
        Assert.Equal("part_ids", missing.GetProperty("param").GetString());
        Assert.Equal("md5", hash.GetProperty("param").GetString());
        Assert.Equal("completed", done.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Parts_that_can_not_be_joined_leave_no_file_behind()
    {
        await using LocalService service = new();
        string upload = await CreateAsync(service, 3);
        string part = await AddPartAsync(service, upload, "abc");
        string path = Path.Combine(service.Folder, "uploads", upload, part);
        File.Move(path, Path.Combine(Path.GetDirectoryName(path)!, "abc"));
        _ = File.CreateSymbolicLink(path, "abc");

        _ = await service.RefusedAsync(
            HttpStatusCode.InternalServerError,
            HttpMethod.Post,
            $"uploads/{upload}/complete",
            new { part_ids = new[] { part } });

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Folder, "tmp")));
    }

    [Theory]
    [InlineData("""{"anchor":"created_at"}""", "expires_after.seconds")]
    [InlineData("""{"anchor":"created_at","second":3600}""", "expires_after.second")]
    [InlineData("""{"anchor":5,"seconds":3600}""", "expires_after.anchor")]
    public async Task An_expiry_that_says_no_time_is_refused(string expiry, string param)
    {
        await using LocalService service = new();
        using StringContent body = new(
            $$"""{"filename":"a","purpose":"fine-tune","bytes":1,"mime_type":"text/jsonl","expires_after":{{expiry}}}""");

        JsonElement error =
            await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "uploads", body);

        Assert.Equal(param, error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task An_upload_expires_after_an_hour()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using LocalService service = new(time: time);
        string upload = await CreateAsync(service, 3);
        string part = await AddPartAsync(service, upload, "abc");

        time.Advance(TimeSpan.FromHours(1));

        JsonElement error = await service.RefusedAsync(
            HttpStatusCode.BadRequest,
            HttpMethod.Post,
            $"uploads/{upload}/complete",
            new { part_ids = new[] { part } });
        Assert.Contains("expired", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_upload_takes_nothing_more()
    {
        await using LocalService service = new();
        string upload = await CreateAsync(service, 3);

        JsonElement cancelled = await service.PostAsync($"uploads/{upload}/cancel");

        Assert.Equal("cancelled", cancelled.GetProperty("status").GetString());
        _ = await service.RefusedAsync(HttpStatusCode.BadRequest, HttpMethod.Post, $"uploads/{upload}/cancel");
        _ = await service.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Post, "uploads/upload_none/cancel");
    }

    private static string Md5(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<string> CreateAsync(LocalService service, int bytes)
    {
        JsonElement upload = await service.PostAsync(
            "uploads", new { filename = "a.jsonl", purpose = "fine-tune", bytes, mime_type = "application/jsonl" });
        Assert.Equal("pending", upload.GetProperty("status").GetString());
        return upload.GetProperty("id").GetString()!;
    }

    private static async Task<string> AddPartAsync(LocalService service, string upload, string text)
    {
        using MultipartFormDataContent form = new() { { new StringContent(text), "data", "blob" } };
        using HttpResponseMessage response =
            await service.Http.PostAsync($"uploads/{upload}/parts", form, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
    }
}

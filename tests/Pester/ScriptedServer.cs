#nullable enable
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

/// <summary>
/// A service on 127.0.0.1 that does what the prompts say and keeps what it was asked: 'fail:500' answers with that
/// status, 'slow:100' answers after so many milliseconds, 'break' cuts a stream off, anything else is echoed.
/// </summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _running;
    private long _window;
    private int _inWindow;

    public ScriptedServer()
    {
        TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        BaseUri = $"http://127.0.0.1:{port}/v1/";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public string BaseUri { get; }

    /// <summary>Method and path of each request, and its body behind them.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>False for long runs.</summary>
    public bool KeepsRequests { get; set; } = true;

    /// <summary>The most requests that ran at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Fixed answers by method and path, such as 'GET /v1/models'.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new();

    /// <summary>How many completions are answered in 200 ms; 0 for any number. The others get 429.</summary>
    public int Limit { get; set; }

    /// <summary>How many completions were refused for the limit.</summary>
    public int Refused { get; private set; }

    public void Dispose() => _listener.Close();

    private bool IsOverLimit()
    {
        lock (Requests)
        {
            if (Environment.TickCount64 - _window >= 200) { (_window, _inWindow) = (Environment.TickCount64, 0); }
            bool isOver = Limit > 0 && ++_inWindow > Limit;
            Refused += isOver ? 1 : 0;
            return isOver;
        }
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        int running = Interlocked.Increment(ref _running);
        lock (Requests) { MostAtOnce = Math.Max(MostAtOnce, running); }
        try
        {
            using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
            string body = await reader.ReadToEndAsync();
            string route = $"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}";
            if (KeepsRequests) { Requests.Enqueue(body.Length == 0 ? route : $"{route} {body}"); }
            (int status, string answer) = Answers.TryGetValue(route, out string? fixedAnswer)
                ? Fixed(fixedAnswer)
                : await DoAsync(route, body, context);
            if (answer.Length > 0) { await SendAsync(context, status, answer); }
        }
        catch (Exception e) when (e is IOException or HttpListenerException or ObjectDisposedException)
        {
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    // An answer may begin with a status of its own: '403 {...}'.
    private static (int, string) Fixed(string answer)
    {
        Match status = Regex.Match(answer, @"^(\d{3}) ");
        return status.Success ? (int.Parse(status.Groups[1].Value), answer.Substring(4)) : (200, answer);
    }

    private async Task<(int, string)> DoAsync(string route, string body, HttpListenerContext context)
    {
        if (!route.EndsWith("completions"))
        {
            return (404, "{\"error\":{\"message\":\"There is no such thing.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
        }

        if (IsOverLimit())
        {
            context.Response.Headers["retry-after-ms"] = "200";
            return (429, "{\"error\":{\"message\":\"Slow down.\",\"type\":\"rate_limit_error\",\"param\":null,\"code\":\"slow_down\"}}");
        }

        JsonElement request = JsonDocument.Parse(body).RootElement;
        bool isChat = route.EndsWith("chat/completions");
        string prompt = isChat
            ? request.GetProperty("messages")[request.GetProperty("messages").GetArrayLength() - 1].GetProperty("content").GetString()!
            : request.GetProperty("prompt").GetString()!;
        Match slow = Regex.Match(prompt, @"slow:(\d+)");
        if (slow.Success) { await Task.Delay(int.Parse(slow.Groups[1].Value)); }
        Match fail = Regex.Match(prompt, @"fail:(\d+)");
        if (fail.Success)
        {
            return (int.Parse(fail.Groups[1].Value), "{\"error\":{\"message\":\"As the prompt asked.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
        }

        string model = request.GetProperty("model").GetString()!;
        if (request.TryGetProperty("stream", out JsonElement stream) && stream.GetBoolean())
        {
            await StreamAsync(context, prompt, model, isChat);
            return (0, "");
        }

        int count = request.TryGetProperty("n", out JsonElement n) ? n.GetInt32() : 1;
        List<string> choices = [];
        for (int i = 0; i < count; i++)
        {
            string text = JsonSerializer.Serialize((isChat ? "" : " ") + "to " + prompt);
            choices.Add(isChat
                ? $"{{\"index\":{i},\"message\":{{\"role\":\"assistant\",\"content\":{text}}},\"finish_reason\":\"stop\"}}"
                : $"{{\"index\":{i},\"text\":{text},\"finish_reason\":\"stop\"}}");
        }

        return (200, $"{{\"id\":\"cmpl-1\",\"model\":\"{model}\",\"choices\":[{string.Join(",", choices)}],\"usage\":{{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}}}");
    }

    private static async Task StreamAsync(HttpListenerContext context, string prompt, string model, bool isChat)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.SendChunked = true;
        Stream output = context.Response.OutputStream;
        foreach (string word in $"to {prompt}".Split(' '))
        {
            string text = JsonSerializer.Serialize(word + " ");
            string choice = isChat ? $"\"delta\":{{\"content\":{text}}}" : $"\"text\":{text}";
            await output.WriteAsync(Encoding.UTF8.GetBytes($"data: {{\"id\":\"cmpl-1\",\"model\":\"{model}\",\"choices\":[{{\"index\":0,{choice}}}]}}\n\n"));
            await output.FlushAsync();
            if (word == "break") { context.Response.Abort(); return; }
            if (word == "hang") { await Task.Delay(TimeSpan.FromSeconds(60)); }
        }

        await output.WriteAsync(Encoding.UTF8.GetBytes("data: {\"choices\":[{\"index\":0,\"text\":\"\",\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"));
        context.Response.Close();
    }

    private static async Task SendAsync(HttpListenerContext context, int status, string answer)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(answer);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenAIFineTune.Bench.Upload;

/// <summary>A server that reads a request's body, throws it away and answers as if it had kept a file.</summary>
internal static class SinkServer
{
    /// <summary>Serves until the input ends; writes the address to the output first.</summary>
    public static async Task RunAsync()
    {
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1/");
        _ = Task.Run(async () =>
        {
            while (true)
            {
                Socket socket = await listener.AcceptSocketAsync();
                _ = Task.Run(() => ServeAsync(socket));
            }
        });
        _ = await Console.In.ReadToEndAsync();
    }

    private static async Task ServeAsync(Socket socket)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        byte[] buffer = new byte[1 << 20];
        int filled = 0;
        while (true)
        {
            int end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(filled));
                if (read == 0)
                {
                    return;
                }

                filled += read;
                continue;
            }

            string head = Encoding.ASCII.GetString(buffer, 0, end);
            if (head.Contains("100-continue", StringComparison.OrdinalIgnoreCase))
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
            }

            long left = LengthOf(head) - (filled - end - 4);
            while (left > 0)
            {
                int read = await stream.ReadAsync(buffer);
                left -= read == 0 ? left : read;
            }

            filled = 0;
            await stream.WriteAsync(Answer(LengthOf(head)));
        }
    }

    private static long LengthOf(string head)
        => head.Split("\r\n")
            .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => long.Parse(line[15..], CultureInfo.InvariantCulture))
            .FirstOrDefault();

    private static byte[] Answer(long bytes)
    {
        string body = $$"""{"id":"file-1","object":"file","bytes":{{bytes}},"filename":"x","purpose":"fine-tune","status":"processed"}""";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}

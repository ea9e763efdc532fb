# What the tests of the job commands share: the module, training data, and a service that answers from a script.

# Nothing of these tests is written to the home of who runs them, nor read from it.
$env:OPENAI_API_KEY = $null
$env:OPENAIFINETUNE_HOME = Join-Path ([IO.Path]::GetTempPath()) "finetune-tests-$PID"
Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1') -Force

function New-TrainingFile([string] $Path, [int] $Count = 30) {
    1..$Count | ForEach-Object {
        $team = ('billing', 'shipping', 'technical')[$_ % 3]
        [ordered]@{ prompt = "A question about $team, number $_`n`n###`n`n"; completion = " $team" } | ConvertTo-Json -Compress
    } | Set-Content $Path
    (Resolve-Path $Path).ProviderPath
}

# Waits for what another thread does, and fails where it is not done within a minute.
function Wait-Condition([scriptblock] $Condition) {
    $limit = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($limit.Elapsed.TotalMinutes -ge 1) { throw "This did not come true within a minute: $Condition" }
        Start-Sleep -Milliseconds 20
    }
}

# Listens on a free port of loopback. The script gets 'METHOD path?query' and the body, and gives a hashtable or JSON text
# (status 200), or @{ HttpStatus = …; Body = … }. What was asked is in the Requests list.
function Start-ScriptedService([scriptblock] $Answer, [hashtable] $State = @{}) {
    for ($try = 0; $true; $try++) {
        $port = Get-Random -Minimum 20000 -Maximum 60000
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        try { $listener.Start(); break } catch { if ($try -gt 20) { throw } }
    }
    $requests = [Collections.Concurrent.ConcurrentQueue[string]]::new()
    $shell = [powershell]::Create().AddScript({
            param($listener, $requests, $answerText, $state)
            $answer = [scriptblock]::Create($answerText)
            while ($listener.IsListening) {
                try { $context = $listener.GetContext() } catch { break }
                $reader = [IO.StreamReader]::new($context.Request.InputStream)
                $body = $reader.ReadToEnd()
                $asked = "$($context.Request.HttpMethod) $([Uri]::UnescapeDataString($context.Request.Url.PathAndQuery) -replace '^/v1/')"
                $requests.Enqueue($asked)
                $reply = & $answer $asked $body $state
                $status = 200
                if ($reply -is [hashtable] -and $reply.Contains('HttpStatus')) { $status = $reply.HttpStatus; $reply = $reply.Body }
                if ($reply -isnot [string]) { $reply = ConvertTo-Json $reply -Depth 10 -Compress }
                $bytes = [Text.Encoding]::UTF8.GetBytes($reply)
                $context.Response.StatusCode = $status
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        }).AddArgument($listener).AddArgument($requests).AddArgument("$Answer").AddArgument($State)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Uri = "http://127.0.0.1:$port/v1/"; Requests = $requests; State = $State; Listener = $listener; Shell = $shell }
}

# A service whose jobs change their status by one act, such as 'pause'; it knows no 'ftjob-none'.
function Start-JobActionService([string] $Act, [string] $Before, [string] $After) {
    Start-ScriptedService -State @{ Act = $Act; Before = $Before; After = $After } {
        param($asked, $body, $state)
        if ($asked -like '*ftjob-none*') {
            return @{ HttpStatus = 404; Body = @{ error = @{ message = 'No such job'; code = 'not_found' } } }
        }
        $status = if ($asked -like "POST */$($state.Act)") { $state.After } else { $state.Before }
        return @{ id = ($asked -split '/')[2]; status = $status; model = 'm' }
    }
}

function Stop-ScriptedService($Service) {
    $Service.Listener.Stop()
    $Service.Shell.Dispose()
}

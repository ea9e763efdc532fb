# Loads the module and a service on 127.0.0.1 that does what the prompts say.
$root = (Resolve-Path "$PSScriptRoot/../..").Path
Import-Module (Join-Path $root 'OpenAIFineTune.psd1')
if (-not ('ScriptedServer' -as [type])) {
    Add-Type -TypeDefinition (Get-Content (Join-Path $PSScriptRoot 'ScriptedServer.cs') -Raw)
}

function Connect-ScriptedServer([string] $Name = 'scripted') {
    $server = [ScriptedServer]::new()
    $null = Connect-FineTune -Provider Compatible -Name $Name -BaseUri $server.BaseUri -ApiKey test-key
    $server
}

# One more of these, with a finished job whose model 'mine' was trained with a separator and an end.
function Connect-TunedServer {
    $server = Connect-ScriptedServer
    $server.Answers['GET /v1/fine_tuning/jobs'] =
        '{"data":[{"id":"ftjob-1","model":"base","status":"succeeded","fine_tuned_model":"mine",' +
        '"metadata":{"finetune_separator":" ->","finetune_stop":" END"}}],"has_more":false}'
    $server
}

# The bodies of the requests for answers, as objects.
function Get-Asked([ScriptedServer] $Server) {
    $Server.Requests | Where-Object { $_ -like 'POST*completions *' } |
        ForEach-Object { $_.Substring($_.IndexOf('{')) | ConvertFrom-Json }
}

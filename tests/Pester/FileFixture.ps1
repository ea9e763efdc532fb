# What the tests of connections and files share: the module, and no trace of this machine's own connections and records.

$env:OPENAI_API_KEY = $env:OPENAI_BASE_URL = $env:OPENAI_ORG_ID = $env:OPENAI_PROJECT_ID = $null
$env:OPENAIFINETUNE_HOME = Join-Path $TestDrive 'home'
Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1') -Force

function Connect-New { $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive (New-Guid)) }

# The scheduled task is killed at each of its statements, and at some moments in between, and run again each time.

BeforeAll {
    . $PSScriptRoot/../NewPowerShell.ps1
    $script:Script = (Resolve-Path "$PSScriptRoot/../../docs/examples/nightly.ps1").Path
    $script:Tickets = Import-Csv "$PSScriptRoot/../../docs/examples/tickets.csv"
    Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1')

    $script:Folder = Join-Path $TestDrive 'nightly'
    $script:State = Join-Path $Folder 'state'
    $script:Saved = $env:OPENAIFINETUNE_HOME
    $env:OPENAIFINETUNE_HOME = Join-Path $Folder 'home'
    $null = New-Item $Folder -ItemType Directory
    $script:Usual = "& '$Script' -Path '$Folder/data.csv' -PromptProperty Question -CompletionProperty Team -Local " +
        "-StatePath '$State' -StateFile '$Folder/state.json' 3>&1; exit `$LASTEXITCODE"

    # Runs the task, with something before it, and gives its exit code.
    function Invoke-Task([string] $Before = '') {
        $script:Output = Invoke-NewPowerShell -Command "$Before`n$Run" 2>&1 | Out-String
        $LASTEXITCODE
    }

    function Get-Saved {
        Get-Content "$Folder/state.json" -Raw | ConvertFrom-Json
    }

    function Get-All([scriptblock] $Command) {
        $null = Connect-FineTune -Local -StatePath $State
        try { & $Command } finally { Get-FineTuneConnection | Disconnect-FineTune }
    }

    # The lines on which a statement of a function begins.
    function Get-Lines([string] $Function) {
        $ast = [Management.Automation.Language.Parser]::ParseFile($Script, [ref] $null, [ref] $null)
        $body = $ast.Find({ $args[0] -is [Management.Automation.Language.FunctionDefinitionAst] -and $args[0].Name -eq $Function }, $true).Body
        $body.FindAll({ $args[0].Parent -is [Management.Automation.Language.NamedBlockAst] -or
                $args[0].Parent -is [Management.Automation.Language.StatementBlockAst] }, $true) |
            ForEach-Object { $_.Extent.StartLineNumber } | Sort-Object -Unique
    }

    # In the order in which they run: a run that is killed later comes farther.
    $text = Get-Content $Script
    $script:Lines = foreach ($line in Get-Lines 'Invoke-Nightly') {
        foreach ($inner in 'New-Job', 'Save-State', 'Remove-OldModel') {
            if ($text[$line - 1] -match "$inner \$" -and $line -gt (Get-Lines 'Invoke-Nightly')[3]) { Get-Lines $inner }
        }
        $line
    }

    # Between two statements that only compute, nothing is different for the next run.
    $script:Lines = $Lines | Where-Object { $text[$_ - 1] -match '\w-[A-Z]|::' }
}

AfterAll {
    $env:OPENAIFINETUNE_HOME = $Saved
}

Describe 'nightly.ps1' {
    BeforeEach {
        $script:Run = $Usual
    }

    It 'trains and puts the first model into use' {
        $Tickets | Select-Object -First 60 | Export-Csv "$Folder/data.csv"
        Invoke-Task | Should -Be 0 -Because $Output
        (Get-Saved).CurrentModel | Should -BeLike 'ft:local-baseline:*'
        Get-All { @(Get-FineTune).Count } | Should -Be 1
    }

    It 'does nothing while the data are the same' {
        Invoke-Task | Should -Be 0
        $Output | Should -BeLike '*not changed*'
        Get-All { @(Get-FineTune).Count } | Should -Be 1
    }

    It 'makes one more job for new data, however often it is killed' {
        $old = (Get-Saved).CurrentModel
        $Tickets | Export-Csv "$Folder/data.csv"
        $killed = 0
        foreach ($line in $Lines) {
            $code = Invoke-Task "`$null = Set-PSBreakpoint -Script '$Script' -Line $line -Action { Stop-Process -Id `$PID -Force }"
            if ($code -ne 0) { $killed++ }
            { Get-Saved } | Should -Not -Throw
        }
        Invoke-Task | Should -Be 0 -Because $Output

        $killed | Should -BeGreaterThan 10
        Get-All { @(Get-FineTune).Count } | Should -Be 2
        Get-All { @(Get-FineTuneFile | Where-Object Purpose -EQ 'fine-tune').Count } | Should -Be 4
        $now = Get-Saved
        $now.CurrentModel | Should -Not -Be $old
        $now.ToRemove | Should -BeNullOrEmpty
        Get-All { (Get-FineTunedModel | Where-Object IsFineTuned).Id } | Should -Be $now.CurrentModel
    }

    It 'makes one job when it is killed at any moment' {
        $Tickets | Select-Object -Skip 1 | Export-Csv "$Folder/data.csv"
        foreach ($milliseconds in 500, 900, 1100, 1300, 1600, 2000) {
            $task = Start-NewPowerShell $Run
            Start-Sleep -Milliseconds $milliseconds
            $task.Kill($true)
            $task.WaitForExit()
        }
        Invoke-Task | Should -Be 0 -Because $Output
        Get-All { @(Get-FineTune).Count } | Should -Be 3
    }

    It 'keeps the model in use when the new one is not better' {
        $saved = Get-Content "$Folder/state.json" -Raw | ConvertFrom-Json -AsHashtable
        $saved.CurrentLoss = 0
        $saved | ConvertTo-Json | Set-Content "$Folder/state.json"
        $Tickets | Select-Object -Skip 2 | Export-Csv "$Folder/data.csv"
        Invoke-Task | Should -Be 0 -Because $Output
        (Get-Saved).CurrentModel | Should -Be $saved.CurrentModel
        Get-All { (Get-FineTunedModel | Where-Object IsFineTuned).Id } | Should -Be $saved.CurrentModel
    }

    It 'compares by answers where the service keeps no results' {
        $saved = Get-Saved
        $Tickets | Select-Object -Skip 3 | Export-Csv "$Folder/data.csv"
        Invoke-Task "function Get-FineTuneResult { Write-Error 'none' -ErrorId ResultNotReady }
            function Measure-FineTunedModel(`$Model, `$Path) {
                if (-not (Test-Path `$Path)) { throw 'no data' }
                @{ Accuracy = `$Model -eq '$($saved.CurrentModel)' ? 0.5 : 0.6 } }" | Should -Be 0 -Because $Output
        $Output | Should -Match 'Right are 60.* and 50'
        (Get-Saved).CurrentModel | Should -Not -Be $saved.CurrentModel
        Get-All { (Get-FineTunedModel | Where-Object IsFineTuned).Id } | Should -Be (Get-Saved).CurrentModel
    }

    It 'measures both models for that' {
        $Tickets | Select-Object -Skip 4 | Export-Csv "$Folder/data.csv"
        Invoke-Task "function Get-FineTuneResult { Write-Error 'none' -ErrorId ResultNotReady }" | Should -Be 0 -Because $Output
        $Output | Should -Match 'Right are \d\d.* and \d\d'
        Get-All { @(Get-FineTunedModel | Where-Object IsFineTuned).Count } | Should -Be 1
    }

    It 'neither puts a model into use nor removes it when it can not be compared' {
        $saved = Get-Saved
        $Tickets | Select-Object -Skip 5 | Export-Csv "$Folder/data.csv"
        Invoke-Task "function Get-FineTuneResult { }; function Measure-FineTunedModel { throw 'not to be asked' }" |
            Should -Be 0 -Because $Output
        $Output | Should -BeLike '*can''t be compared*not to be asked*'
        (Get-Saved).CurrentModel | Should -Be $saved.CurrentModel
        Get-All { @(Get-FineTunedModel | Where-Object IsFineTuned).Count } | Should -Be 2
    }

    It 'trains again, with a job of its own, when other columns are taken' {
        $Tickets | Select-Object -Skip 6 | Select-Object *, @{ Name = 'Other'; Expression = { "$($_.Team) desk" } } |
            Export-Csv "$Folder/data.csv"
        Invoke-Task | Should -Be 0 -Because $Output
        $jobs = Get-All { @(Get-FineTune).Count }
        $script:Run = $Run -replace '-CompletionProperty Team', '-CompletionProperty Other'
        Invoke-Task | Should -Be 0 -Because $Output
        $Output | Should -Not -BeLike '*not changed*'
        Get-All { @(Get-FineTune).Count } | Should -Be ($jobs + 1)
    }

    It 'says that the training failed, and does not pay for it again' {
        $Tickets | Select-Object -First 5 | Export-Csv "$Folder/data.csv"
        Invoke-Task | Should -Be 3 -Because $Output
        $count = Get-All { @(Get-FineTune).Count }
        Invoke-Task | Should -Be 3
        Get-All { @(Get-FineTune).Count } | Should -Be $count
    }

    It 'leaves the work to a run that is at it already' {
        $lock = [IO.File]::Open("$Folder/state.json.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try { Invoke-Task | Should -Be 4 } finally { $lock.Dispose() }
    }

    It 'says why when the state can not be locked for another reason' {
        $script:Run = $Run -replace [regex]::Escape("-StateFile '$Folder/"), "-StateFile '$Folder/missing/"
        Invoke-Task | Should -Be 1 -Because $Output
        $Output | Should -BeLike "*can't be locked*missing*"
    }

    It 'works from any folder with the installed module' {
        $modules = Join-Path $Folder 'modules/OpenAIFineTune'
        $null = New-Item $modules -ItemType Directory
        foreach ($part in 'OpenAIFineTune.psd1', 'bin') {
            Copy-Item (Join-Path $PSScriptRoot "../../$part") $modules -Recurse
        }
        $Tickets | Select-Object -Skip 7 | Export-Csv "$Folder/data.csv"
        $copy = Copy-Item $Script "$Folder/copied.ps1" -PassThru
        $script:Run = $Run.Replace($Script, $copy.FullName)
        $code = Invoke-Task "`$env:PSModulePath += [IO.Path]::PathSeparator + '$Folder/modules'"
        $code | Should -Be 0 -Because $Output
    }
}

;;; A session in a real Emacs: opens a domain, and writes down as JSON what the user would see.  -*- lexical-binding: t; -*-
(require 'package)
(package-initialize)
(require 'json)
(require 'domlint)
(require 'flymake)
(setq domlint-command (append (json-parse-string (getenv "DOMLINT_COMMAND") :array-type 'list) nil)
      eglot-send-changes-idle-time 0
      eglot-sync-connect 20
      eglot-confirm-server-initiated-edits nil)

(defun wait-for (what condition)
  "Wait until CONDITION gives a value, and give it; WHAT is waited for."
  (let ((end (+ (float-time) 20)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.02))
    (or value (error "Waited in vain for %s" what))))

(defun codes ()
  "The messages of all diagnostics."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun ask (method place &optional more)
  "The server's answer to METHOD at PLACE, with MORE parameters."
  (goto-char place)
  (jsonrpc-request (eglot--current-server-or-lose) method (append (eglot--TextDocumentPositionParams) more)))

(defun place-of (text)
  "Where TEXT starts."
  (save-excursion (goto-char (point-min)) (search-forward text) (match-beginning 0)))

(find-file (getenv "DOMLINT_FILE"))
(nxml-mode)
(let ((eglot-autoshutdown t))
  (apply #'eglot--connect (let ((guess (eglot--guess-contact))) guess)))
(eglot--maybe-activate-editing-mode)
(wait-for "diagnostics" (lambda () (flymake-start) (codes)))
(let* ((before (codes))
       (hover (plist-get (plist-get (ask :textDocument/hover (place-of "vcpu")) :contents) :value))
       (completed (ask :textDocument/completion (+ (place-of "bus='") 5)))
       (items (if (vectorp completed) completed (plist-get completed :items)))
       (place (place-of "1048576"))
       (range (list :start (eglot--pos-to-lsp-position place) :end (eglot--pos-to-lsp-position place)))
       (actions (ask :textDocument/codeAction place (list :range range :context (list :diagnostics [] :only ["quickfix"])))))
  (eglot--apply-workspace-edit (plist-get (aref actions 0) :edit))
  (let ((fixed (save-excursion (goto-char place) (buffer-substring-no-properties (line-beginning-position) (line-end-position)))))
    (wait-for "fewer diagnostics"
              (lambda () (eglot--signal-textDocument/didChange) (flymake-start) (= (length (codes)) (1- (length before)))))
    (let ((after (codes)))
      (with-temp-file (getenv "DOMLINT_RESULTS")
        (insert (json-encode (list (cons 'before (vconcat before))
                                   (cons 'hover hover)
                                   (cons 'completion (vconcat (mapcar (lambda (item) (plist-get item :label)) items)))
                                   (cons 'actions (vconcat (mapcar (lambda (action) (plist-get action :title)) actions)))
                                   (cons 'fixed fixed)
                                   (cons 'after (vconcat after)))))))))
(set-buffer-modified-p nil)
(kill-emacs 0)
